// @ts-check
// How many samples each class has: a bar of the classes in their colors, train and test apart, and
// behind it the numbers. Where a class is rare, what helps.
import { useMemo } from "preact/hooks";
import { html } from "../../html.js";
import { balancedWeights, countClasses, imbalanceOf } from "../../store/balance.js";
import { fieldOf } from "../../store/catalog.js";
import { formatCount, formatTick } from "../../store/format.js";
import { columnLabel } from "../../store/inputs.js";
import { t } from "../../texts/texts.js";
import { Popover } from "../popover.js";

const HEIGHT = { head: 96, row: 26 }; // css px
const BETWEEN = " · ";
const FEW = 2; // classes that are named beside the bar

/** @param {number} index @param {number} of How many classes. */
const colorOf = (index, of) =>
  (of > 2 ? `var(--class-${index % 10})` : `var(--data-${index ? "positive" : "negative"})`);

/** @param {any} props */
function Bar({ counts }) {
  return html`
    <span class="balance-bar">
      ${counts.map((/** @type {any} */ { train, test, all }, /** @type {number} */ at) => all > 0
        && html`
        <span key=${at} class="balance-class"
          style=${{ flexGrow: all, color: colorOf(at, counts.length) }}>
          <i style=${{ flexGrow: train }}></i><i class="balance-test" style=${{ flexGrow: test }}></i>
        </span>`)}
    </span>`;
}

/** "dog"; of a number "class 0". @param {string} name */
const nameOf = (name) => (/^-?\d+$/.test(name) ? t("data.class", { name }) : columnLabel(name));

/** Broken between classes only. @param {string} words */
const inParts = (words) => words.split(BETWEEN).map((part, at) => html`
  ${at > 0 && BETWEEN}<span class="balance-count" key=${part}>${part}</span>`);

/** @param {any[]} counts @param {string[]} classes */
function wordsOf(counts, classes) {
  if (counts.length <= FEW) {
    return counts.map(({ all }, at) => `${nameOf(classes[at])}: ${formatCount(all)}`)
      .join(BETWEEN);
  }
  const sizes = counts.map(({ all }) => all);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const values = { classes: counts.length, least: formatCount(least), most: formatCount(most) };
  return t(least === most ? "data.balance.each" : "data.balance.range", values);
}

/** @param {any} props */
function Numbers({ counts, classes }) {
  return html`
    <table class="data-table">
      <thead><tr><td></td><th scope="col">${t("output.train")}</th
        ><th scope="col">${t("output.test")}</th></tr></thead>
      <tbody>${counts.map((/** @type {any} */ { train, test }, /** @type {number} */ at) => html`
        <tr key=${at}><th scope="row"><i class="balance-dot"
            style=${{ background: colorOf(at, counts.length) }}></i>${nameOf(classes[at])}</th>
          <td>${formatCount(train)}</td><td>${formatCount(test)}</td></tr>`)}</tbody>
    </table>`;
}

/** @param {any} props */
function Lopsided({ store, dispatch, counts, classes, imbalance: { most, least, times } }) {
  const range = fieldOf(store.catalog.value, "class_weight");
  const isWeighed = Boolean(store.wanted.value.class_weights);
  const canWeigh = range && store.model.value.isNetwork && times < Infinity;
  const name = (/** @type {number} */ at) => nameOf(classes[at]);
  const key = times === Infinity ? "data.balance.none"
    : isWeighed ? "data.balance.weighed" : "data.balance.lopsided";
  const weigh = () => {
    const class_weights = balancedWeights(counts, range);
    dispatch({ type: "configure", patch: { class_weights } });
    dispatch({ type: "open_more", open: true });
  };
  return html`
    <p class="data-note">${t(key, { most: name(most), least: name(least),
      times: formatTick(Number(times.toPrecision(2))) })}</p>
    ${canWeigh && !isWeighed && html`
      <button type="button" class="button button--outlined" data-action="weigh_classes"
        title=${t("data.balance.weigh.help")} onClick=${weigh}>${t("data.balance.weigh")}</button>`}`;
}

/** @param {{store: any, dispatch: any}} props */
export function Balance({ store, dispatch }) {
  const { points = null, classes = null } = store.network.value ?? {};
  const counts = useMemo(() => countClasses(points, classes), [points, classes]);
  if (!counts || !classes) return null;
  const imbalance = imbalanceOf(counts);
  const words = wordsOf(counts, classes);
  return html`
    <div class="balance" data-balance>
      <${Popover} id="balance" name=${t("data.balance")} className="balance-button"
        spoken=${`${t("data.balance")}: ${words}`} height=${HEIGHT.head + HEIGHT.row * counts.length}
        label=${html`<${Bar} counts=${counts} /><span class="balance-words">${inParts(words)}</span>`}>
        <h2>${t("data.balance")}</h2>
        <${Numbers} counts=${counts} classes=${classes} />
      <//>
      ${imbalance && !store.drawing.value && html`<${Lopsided} store=${store} dispatch=${dispatch} counts=${counts}
        classes=${classes} imbalance=${imbalance} />`}
    </div>`;
}
