// Lets modules of the page that import a library by name run in Node: names lead to static/vendor,
// as the import map of the page says. Import this first, then the module with `await import(…)`.
import { readFileSync } from "node:fs";
import { register } from "node:module";

const VENDOR = new URL("../../static/vendor/", import.meta.url);
const PAGE = new URL("../../templates/base.html", import.meta.url);
const { imports } = JSON.parse(
  /<script type="importmap"[^>]*>([^]*?)<\/script>/.exec(readFileSync(PAGE, "utf8"))[1],
);
const places = Object.fromEntries(
  Object.entries(imports).map(([name, path]) => [name, new URL(path.split("/").at(-1), VENDOR).href]),
);
const hooks = `
  const places = ${JSON.stringify(places)};
  export const resolve = (name, context, next) =>
    name in places ? { url: places[name], shortCircuit: true } : next(name, context);
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
