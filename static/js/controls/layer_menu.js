// @ts-check
// The menu of a hidden layer: move it, put one before it, freeze it, remove it.
import { html } from "../html.js";
import { toggleFrozen } from "../store/spec.js";
import { t } from "../texts/texts.js";
import { Icon } from "./icons.js";
import { Popover } from "./popover.js";
import { press } from "./press.js";

const SIZE = { width: 236, height: 288 }; // css px

/** @param {number} index */
const idOf = (index) => `layer-menu-${index}`;

/** The focus goes along with the layer. @param {number} index */
function focusHead(index) {
  const button = document.querySelector(`[popovertarget="${idOf(index)}"]`)
    ?? document.querySelector("[data-action=layer_more]");
  /** @type {HTMLElement | null} */ (button)?.focus();
}

/** @param {any} props */
function Item({ index, name, icon, off = false, act }) {
  const chosen = () => {
    /** @type {any} */ (document.getElementById(idOf(index)))?.hidePopover();
    act();
  };
  return html`
    <button type="button" class="menu-item" data-layer-action=${`${name}:${index}`}
      ...${press(off, chosen)}><${Icon} name=${icon} />${t(`network.layer.${name}`)}</button>`;
}

/** @param {{store: any, dispatch: any, index: number, name: string}} props */
export function LayerMenu({ store, dispatch, index, name }) {
  const spec = store.wanted.value;
  const { length: count } = spec.hidden_layers;
  const isFull = count >= store.catalog.value.limits.hidden_layers;
  const frozen = (spec.frozen_layers ?? []).includes(index);
  const move = async (/** @type {number} */ to) => {
    await dispatch({ type: "move_layer", at: index, to });
    focusHead(to);
  };
  const remove = async () => {
    await dispatch({ type: "drop_layer", at: index });
    focusHead(Math.min(index, count - 2));
  };
  return html`
    <${Popover} id=${idOf(index)} name=${t("network.layer.menu", { name })}
      className="column-menu" ...${SIZE} attributes=${{ "data-layer-menu": index }}
      label=${html`${name}<${Icon} name="down" />`}>
      <h2>${name}</h2>
      <${Item} index=${index} name="left" icon="left" off=${index === 0}
        act=${() => move(index - 1)} />
      <${Item} index=${index} name="right" icon="right" off=${index === count - 1}
        act=${() => move(index + 1)} />
      <${Item} index=${index} name="before" icon="plus" off=${isFull}
        act=${() => dispatch({ type: "insert_layer", at: index })} />
      <${Item} index=${index} name=${frozen ? "melt" : "freeze"}
        icon=${frozen ? "unlocked" : "locked"}
        act=${() => dispatch({ type: "configure", patch: toggleFrozen(spec, index) })} />
      <${Item} index=${index} name="remove" icon="close" act=${remove} />
      <p class="menu-note">${t("network.layer.kept")}</p>
    <//>`;
}
