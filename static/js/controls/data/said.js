// @ts-check
// How a file is read: every guess of the server, to be corrected. A correction is read at once.
import { html } from "../../html.js";
import { cutName } from "../../store/own_data/uploads.js";
import { t } from "../../texts/texts.js";
import { Icon } from "../icons.js";

/** As the server names them. @type {Record<string, string>} */
const DELIMITERS = Object.freeze({ ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" });
const ENCODINGS = Object.freeze(["utf-8", "utf-16", "latin-1", "cp1252"]);
const QUOTES = Object.freeze(['"', "'", "none"]);

/** @param {{name: string, value: string, options: [string, string][], onPick: any}} props */
function Choice({ name, value, options, onPick }) {
  const id = `reading-${name}`;
  const isListed = options.some(([key]) => key === value);
  return html`
    <div class="field">
      <div class="field-top"><label class="field-label" for=${id}>${t(`reading.${name}`)}</label></div>
      <div class="select-box">
        <select id=${id} class="select" title=${t(`reading.${name}.help`)}
          aria-description=${t(`reading.${name}.help`)} value=${value}
          onChange=${(/** @type {any} */ event) => onPick(event.currentTarget.value)}>
          ${!isListed && html`<option value=${value}>${value || t("reading.guessed")}</option>`}
          ${options.map(([key, words]) => html`
            <option key=${key} value=${key} selected=${key === value}>${words}</option>`)}
        </select>
        <${Icon} name="down" />
      </div>
    </div>`;
}

/** What is in force: what was said, else what was guessed. @param {any} reading */
function inForce({ said, summary, error }) {
  const guesses = error ? {} : summary?.guesses ?? {};
  const value = (/** @type {string} */ name) => String(said[name] ?? guesses[name] ?? "");
  const delimiter = value("delimiter");
  return { value, delimiter: DELIMITERS[delimiter] ?? delimiter };
}

/** @param {string} name @param {readonly string[]} keys @returns {[string, string][]} */
const worded = (name, keys) => keys.map((key) => [key, t(`reading.${name}.${key}`)]);

/** @param {{reading: any, dispatch: any}} props */
export function Said({ reading, dispatch }) {
  const { value, delimiter } = inForce(reading);
  const columns = reading.summary?.columns ?? [];
  const label = reading.said.label ?? reading.summary?.guesses.label[0] ?? "";
  /** @param {string} name Where the columns become others, the label is guessed anew. */
  const say = (name, isOther = false) => (/** @type {string} */ picked) =>
    dispatch({ type: "read_again", said: { [name]: picked, ...(isOther && { label: null }) } });
  return html`
    <div class="reading-said" role="group" aria-label=${t("reading.said")}>
      <${Choice} name="label" value=${label} onPick=${say("label")}
        options=${columns.map((/** @type {any} */ { name }) => [name, cutName(name)])} />
      <${Choice} name="task" value=${value("task")} onPick=${say("task")}
        options=${worded("task", ["classification", "regression"])} />
      <${Choice} name="delimiter" value=${delimiter} onPick=${say("delimiter", true)}
        options=${worded("delimiter", Object.values(DELIMITERS))} />
      <${Choice} name="decimal" value=${value("decimal")} onPick=${say("decimal")}
        options=${[[".", t("reading.decimal.point")], [",", t("reading.decimal.comma")]]} />
      <${Choice} name="header" value=${value("header")} onPick=${say("header", true)}
        options=${worded("header", ["true", "false"])} />
      <${Choice} name="missing" value=${value("missing")} onPick=${say("missing")}
        options=${worded("missing", ["drop", "mean"])} />
      <${Choice} name="encoding" value=${value("encoding")} onPick=${say("encoding", true)}
        options=${ENCODINGS.map((key) => [key, key])} />
      <${Choice} name="quote" value=${value("quote")} onPick=${say("quote", true)}
        options=${QUOTES.map((key) => [key, key === "none" ? t("reading.quote.none") : key])} />
    </div>`;
}
