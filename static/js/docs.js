// @ts-check
// The page of the calls: Swagger UI over the server's own OpenAPI document, in the chosen theme.

const THEME = "nn-playground.theme"; // as the playground's page remembers it

function isDark() {
  try {
    const theme = localStorage.getItem(THEME);
    if (theme === "dark" || theme === "light") return theme === "dark";
  } catch {
    // Storage may be forbidden; the system's theme it is.
  }
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

document.documentElement.classList.toggle("dark-mode", isDark());
// The bundle is a classic script that leaves one global.
/** @type {any} */ (globalThis).SwaggerUIBundle({
  url: new URL("openapi.json", location.href).href,
  dom_id: "#calls",
  validatorUrl: null, // else the page would ask a stranger
});
