// @ts-check
// The output panel: what the network says, large; its legend, its numbers, its charts.
import { AxisFields } from "../controls/axis_fields.js";
import { DrawingTools } from "../controls/drawing/tools.js";
import { MapOptions, PointSwitches } from "../controls/map_options.js";
import { MapSurface } from "../controls/map_surface.js";
import { PictureViews } from "../controls/picture_views.js";
import { html } from "../html.js";
import { DrawingPad } from "../views/drawing/pad.js";
import { Legend } from "../views/legend.js";
import { markPath } from "../views/marks.js";
import { MapFigure } from "../views/output/map.js";
import { Numbers } from "../views/output/numbers.js";
import { SpokenProbe } from "../views/output/spoken_probe.js";
import { Title } from "../views/output/title.js";
import { Charts } from "./charts.js";
import { PicturePanel } from "./picture_panel.js";

/** @param {{store: any, dispatch: any}} props */
export function OutputPanel({ store, dispatch }) {
  const parts = { store, dispatch };
  const isImage = store.network.value?.inputs.isImage;
  const isMap = store.chosenView.value === "map";
  return html`
    <div class="output" data-view=${store.panelView.value}>
      <div class="panel-heading output-heading">
        <${Title} store=${store} />
        ${isImage ? html`<${PictureViews} ...${parts} />`
          : html`<${PointSwitches} ...${parts} />`}
        ${isMap && html`<${MapOptions} ...${parts} />`}
      </div>
      <div class="output-view">
        <div class="map-room"><${MapFigure} store=${store}>
          <${MapSurface} ...${parts} /><${AxisFields} ...${parts} />
          <${DrawingPad} ...${parts} /><//></div>
        <${Legend} store=${store} />
        ${!isMap && html`<${PicturePanel} ...${parts} />`}
      </div>
      <${DrawingTools} ...${parts} markOf=${markPath} />
      <${SpokenProbe} store=${store} />
      <${Numbers} store=${store} />
      <${Charts} ...${parts} />
    </div>`;
}
