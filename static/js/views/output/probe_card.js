// @ts-check
// What the network says of the probe: where it is, and the classes' scores or the value. The card
// stands in the corner that is farthest from the probe.
import { html } from "../../html.js";
import { entryOf } from "../../store/catalog.js";
import { formatNumber } from "../../store/format.js";
import { columnLabel } from "../../store/inputs.js";
import { nearestPoint } from "../../store/plane.js";
import { readProbe } from "../../store/readout.js";
import { t } from "../../texts/texts.js";
import { Mark, Scores, scoreText } from "./scores.js";

const NEAR = 0.035; // of the map's side: a point that is meant

/** Value of each axis's column. @param {any} store @returns {[string, string][]} */
export function probedColumns({ plane, probe }) {
  const { names, axes } = plane.value;
  return names.flatMap((/** @type {string | null} */ name, /** @type {number} */ which) =>
    (name === null || axes[which] < 0 ? []
      : [[columnLabel(name), formatNumber(probe.value.sample[axes[which]])]]));
}

/** @param {any} store @returns {string} */
function targetName({ catalog, spec }) {
  const entry = entryOf(catalog.value, "datasets", spec.value.dataset.key);
  return columnLabel(entry?.targets?.[0] ?? t("probe.value"));
}

/** What is said of the probe, in one line. @param {any} store @param {any} readout */
export function verdictOf(store, { shares, best, values }) {
  if (store.spec.value.task !== "classification") {
    return `${targetName(store)} ${formatNumber(values[0])}`;
  }
  if (best === null) return t("probe.undecided");
  const name = columnLabel(store.network.value.classes?.[best] ?? String(best));
  return shares ? t("probe.class", { name, share: scoreText(shares[best]) }) : name;
}

/** The point of the data that is meant, with what it truly is. @param {any} store */
export function nearPoint({ plane, network, probe, mapOptions }) {
  const { points, classes } = network.value;
  const shown = mapOptions.value;
  const at = nearestPoint(plane.value, points, probe.value.sample, {
    within: NEAR,
    isShown: (split) => (split === "test" ? shown.test : shown.train),
  });
  if (at < 0) return null;
  const target = [points.targets[at]].flat()[0];
  const split = t(points.split?.[at] === "test" ? "output.test" : "output.train");
  const name = classes ? columnLabel(classes[target]) : formatNumber(target);
  return { name, split, target, text: t("probe.near", { name, split }) };
}

/** @param {any} props */
function Near({ store }) {
  const near = nearPoint(store);
  return html`<p class="probe-near">${near ? near.text : t("probe.no_point")}</p>`;
}

/** @param {any} props */
function Verdict({ store, readout }) {
  const classes = store.network.value.classes ?? [];
  const isClass = store.spec.value.task === "classification";
  if (isClass && readout.shares && classes.length > 2) {
    return html`<${Scores} classes=${classes} shares=${readout.shares} best=${readout.best} />`;
  }
  return html`
    <p class="probe-verdict" data-verdict>
      ${isClass && readout.best !== null
        && html`<${Mark} index=${readout.best} count=${classes.length} />`}
      <span>${verdictOf(store, readout)}</span>
    </p>`;
}

/** @param {{store: any, place: [number, number]}} props */
export function ProbeCard({ store, place: [x, y] }) {
  const readout = readProbe(store);
  if (!readout) return null;
  return html`
    <div class="probe-card" data-probe aria-hidden="true"
      data-side=${x < 0.5 ? "right" : "left"} data-end=${y < 0.5 ? "bottom" : "top"}>
      <dl>
        ${probedColumns(store).map(([name, value]) => html`
          <div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}
      </dl>
      <${Verdict} store=${store} readout=${readout} />
      <${Near} store=${store} />
    </div>`;
}

/** Of a picture: what it is taken for, and what it is, if that is known. */
function spokenDigit(/** @type {any} */ store, /** @type {any} */ readout) {
  const { target } = store.probe.value;
  const verdict = `${verdictOf(store, readout)}.`;
  if (target === undefined || readout.best === null) return verdict;
  const { classes } = store.network.value;
  const [name, called] = [target, readout.best].map((at) => columnLabel(classes[at]));
  return `${t(target === readout.best ? "digits.right" : "digits.wrong", { name, called })}.`;
}

/** All of it in words, for screen readers. @param {any} store */
export function spokenProbe(store) {
  const readout = readProbe(store);
  if (!readout) return "";
  if (store.probe.value.from === "digit") return spokenDigit(store, readout);
  const places = probedColumns(store).map((one) => one.join(" ")).join(", ");
  return [`${places}: ${verdictOf(store, readout)}.`, nearPoint(store)?.text].filter(Boolean)
    .join(" ");
}
