// Copy the browser libraries from node_modules to static/vendor, with their licenses.
// LICENSES.txt is written last: when it is newer than package-lock.json and this file, the
// folder is complete and fresh (Makefile, scripts/hatch_build.py and the server rely on that).
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MODULES = join(ROOT, "node_modules");
const VENDOR = join(ROOT, "static", "vendor");

/** Package → its files: [file in the package, name in static/vendor]. */
const PACKAGES = {
  preact: [
    ["dist/preact.mjs", "preact.js"],
    ["hooks/dist/hooks.mjs", "preact-hooks.js"],
  ],
  htm: [["dist/htm.mjs", "htm.js"]],
  "@preact/signals": [["dist/signals.mjs", "signals.js"]],
  "@preact/signals-core": [["dist/signals-core.mjs", "signals-core.js"]],
  uplot: [
    ["dist/uPlot.esm.js", "uplot.js"],
    ["dist/uPlot.min.css", "uplot.css"],
  ],
  "driver.js": [
    ["dist/driver.js.mjs", "driver.js"],
    ["dist/driver.css", "driver.css"],
  ],
  gifenc: [["dist/gifenc.esm.js", "gifenc.js"]],
  "swagger-ui-dist": [
    ["swagger-ui-bundle.js", "swagger-ui-bundle.js"],
    ["swagger-ui.css", "swagger-ui.css"],
    ["swagger-ui-bundle.js.LICENSE.txt", "swagger-ui-bundle.js.LICENSE.txt"],
    ["NOTICE", "swagger-ui.NOTICE.txt"],
  ],
};

/** Source maps are not shipped, so a comment that names one would only cause a 404. */
const withoutSourceMap = (text) => text.replace(/\n?(\/\/|\/\*)# sourceMappingURL=.*\s*$/, "\n");

async function copyPackage(name, files) {
  const folder = join(MODULES, name);
  for (const [source, target] of files) {
    const text = await readFile(join(folder, source), "utf8");
    await writeFile(join(VENDOR, target), withoutSourceMap(text));
  }
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((one) => /^licen[cs]e(\.\w+)?$/i.test(one)) ?? "LICENSE";
  const terms = (await readFile(join(folder, file), "utf8")).trim();
  const names = files.map(([, target]) => target).join(", ");
  return `${name} ${version} (${license}): ${names}\n\n${terms}\n`;
}

await rm(VENDOR, { recursive: true, force: true });
await mkdir(VENDOR, { recursive: true });
const notices = [];
for (const [name, files] of Object.entries(PACKAGES)) notices.push(await copyPackage(name, files));
const rule = `\n${"-".repeat(78)}\n\n`;
const title = "Libraries in this folder, made by others, and their licenses.\n";
await writeFile(join(VENDOR, "LICENSES.txt"), [title, ...notices].join(rule));
