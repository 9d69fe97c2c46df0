// @ts-check
// The tools of the pad, under the map: what to draw with, which class or value the next points get,
// undo and redo, and what is still missing.
import { useSignal } from "@preact/signals";
import { html } from "../../html.js";
import { whyUnused } from "../../store/own_data/drawing.js";
import { formatCount, formatInput, formatTick } from "../../store/format.js";
import { classesInUse, countPoints, MOST_CLASSES, MOST_POINTS } from "../../store/own_data/own_points.js";
import { t } from "../../texts/texts.js";
import { errorAt } from "../field_error.js";
import { Icon } from "../icons.js";
import { press } from "../press.js";
import { parseTyped } from "../typed_number.js";

const TOOLS = ["pen", "spray", "eraser"];
const VALUE = { steps: 40, least: -1, most: 1 };

/** @param {any} props */
function ToolButtons({ store, dispatch }) {
  const { tool } = store.drawing.value;
  const { past, now, future } = store.drawn.value;
  const acts = [
    ["undo", past.length === 0], ["redo", future.length === 0], ["clear", now.points.length === 0],
  ];
  const icons = /** @type {Record<string, string>} */ ({ clear: "bin" });
  return html`
    <div class="drawing-row" role="group" aria-label=${t("drawing.tools")}>
      ${TOOLS.map((name) => html`
        <button key=${name} type="button" class="button button--icon" data-tool=${name}
          aria-pressed=${tool === name} aria-label=${t(`drawing.${name}`)}
          title=${`${t(`drawing.${name}`)}. ${t(`drawing.${name}.help`)}`}
          aria-description=${t(`drawing.${name}.help`)}
          onClick=${() => dispatch({ type: "draw_tool", tool: name })}
          ><${Icon} name=${name} /></button>`)}
      <i class="drawing-gap"></i>
      ${acts.map(([name, off]) => html`
        <button key=${name} type="button" class="button button--icon" data-draw=${name}
          aria-label=${t(`drawing.${name}`)} title=${t(`drawing.${name}.help`)}
          ...${press(Boolean(off), () => dispatch({ type: `draw_${name}` }))}
          ><${Icon} name=${icons[String(name)] ?? name} /></button>`)}
      <button type="button" class="button button--outlined drawing-done" data-action="draw_end"
        title=${t("drawing.done.help")} onClick=${() => dispatch({ type: "draw_end" })}
        >${t("drawing.done")}</button>
    </div>`;
}

/** @param {number} index @param {number} of */
const colorOf = (index, of) =>
  (of > 2 || index > 1 ? `var(--class-${index})` : `var(--data-${index ? "positive" : "negative"})`);

/** @param {any} props markOf: the shape of a class as an SVG path. */
function ClassButtons({ store, dispatch, markOf }) {
  const { now } = store.drawn.value;
  const { chosen } = store.drawing.value;
  const counts = countPoints(now);
  const of = classesInUse(now);
  const choose = (/** @type {number} */ index) => dispatch({ type: "draw_class", index });
  return html`
    ${counts.map((count, index) => html`
      <button key=${index} type="button" class="button drawing-class" data-class=${index}
        aria-pressed=${index === chosen} title=${t("drawing.class.help", { number: index, key: (index + 1) % 10 })}
        aria-label=${t("drawing.class", { number: index, count })}
        onClick=${() => choose(index)}>
        <svg class="mark" viewBox="-1.7 -1.7 3.4 3.4" aria-hidden="true"
          style=${{ fill: colorOf(index, of) }}
          ><path d=${markOf(of > 2 || index > 1 ? index : 0)} /></svg>${formatCount(count)}
      </button>`)}
    ${counts.length < MOST_CLASSES && html`
      <button type="button" class="button button--icon" data-action="more_classes"
        aria-label=${t("drawing.more_classes")} title=${t("drawing.more_classes")}
        onClick=${() => choose(counts.length)}><${Icon} name="plus" /></button>`}`;
}

/** @param {any} props */
function ValueField({ store, dispatch }) {
  const { value } = store.drawing.value;
  const draft = useSignal(/** @type {string | null} */ (null));
  const set = (/** @type {number} */ next) => {
    draft.value = null;
    dispatch({ type: "draw_value", value: Math.round(next * 100) / 100 });
  };
  const typed = draft.value === null ? value : parseTyped(draft.value);
  const isWrong = typeof typed !== "number" || typed < VALUE.least || typed > VALUE.most;
  const commit = () => !isWrong && set(typed);
  return html`
    <span class="drawing-value" title=${t("drawing.value.help")}>
      <input type="range" class="slider" min="0" max=${VALUE.steps} aria-label=${t("drawing.value")}
        aria-valuetext=${formatTick(value)} value=${((value + 1) / 2) * VALUE.steps}
        onInput=${(/** @type {any} */ { currentTarget }) =>
          set((2 * Number(currentTarget.value)) / VALUE.steps - 1)} />
      <input type="text" class="number" inputmode="decimal" aria-label=${t("drawing.value")}
        aria-invalid=${isWrong ? "true" : undefined} aria-description=${t("drawing.value.help")}
        value=${draft.value ?? formatInput(value)} data-draw="value"
        onInput=${(/** @type {any} */ event) => { draft.value = event.currentTarget.value; }}
        onChange=${commit} />
    </span>`;
}

/** @param {any} props */
function Kind({ store, dispatch }) {
  const { task } = store.drawn.value.now;
  return html`
    <span class="drawing-kind" role="group" aria-label=${t("drawing.kind")}>
      ${["classification", "regression"].map((one) => html`
        <button key=${one} type="button" class="button" data-task=${one} aria-pressed=${one === task}
          title=${t(`drawing.${one}.help`)} onClick=${() => dispatch({ type: "draw_task", task: one })}
          >${t(`drawing.${one}`)}</button>`)}
    </span>`;
}

/** What is missing, refused, or how much there is. @param {any} props */
function Words({ store }) {
  const { now } = store.drawn.value;
  const why = whyUnused(store);
  const refused = errorAt(store, "dataset.points") ?? errorAt(store, "dataset");
  const count = { count: formatCount(now.points.length), most: formatCount(MOST_POINTS) };
  const words = refused ?? (why ? t(`drawing.missing.${why}`) : t(
    now.points.length >= MOST_POINTS ? "drawing.full" : "drawing.count", count));
  return html`<p class="data-note" role=${refused ? "alert" : "status"} data-drawing-words
    >${words}</p>`;
}

/** What a screen reader hears of the cursor. @param {any} props */
function Spoken({ store }) {
  const { cursor } = store.drawing.value;
  const { points } = store.drawn.value.now;
  const [across, up] = (cursor ?? []).map(formatTick);
  return html`<p class="unseen" role="status">${cursor
    && t("drawing.cursor", { across, up, count: points.length })}</p>`;
}

/** @param {{store: any, dispatch: any, markOf: (index: number) => string}} props */
export function DrawingTools({ store, dispatch, markOf }) {
  if (!store.drawing.value) return null;
  const common = { store, dispatch };
  const isClasses = store.drawn.value.now.task === "classification";
  return html`
    <div class="drawing-tools" role="group" aria-label=${t("drawing.title")}>
      <${ToolButtons} ...${common} />
      <div class="drawing-row">
        ${isClasses ? html`<${ClassButtons} ...${common} markOf=${markOf} />`
        : html`<${ValueField} ...${common} />`}
      </div>
      <div class="drawing-row drawing-last">
        <${Words} store=${store} /><${Kind} ...${common} />
      </div>
      <${Spoken} store=${store} />
    </div>`;
}
