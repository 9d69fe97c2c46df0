// @ts-check
// One picture of the film: the output map as it was at a moment of the run, its points, the
// curve up to there, a caption.
import { formatCount, formatLoss } from "../../store/format.js";
import { t } from "../../texts/texts.js";
import { createLargePicture } from "../large_picture.js";
import { readPalette } from "../palette.js";

const CAPTION = { height: 28, size: 13, pad: 8 }; // css px at a side of 360
const CURVE = { height: 44, pad: 6, width: 1.5 };
const DRAWN_AT = 360; // the side that these are of

/** @param {number} side px */
const unitOf = (side) => side / DRAWN_AT;

/** @param {number} side px @returns {{width: number, height: number}} */
export const filmSize = (side) => ({
  width: side, height: Math.round(side + (CAPTION.height + CURVE.height) * unitOf(side)),
});

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{step: number[], train: (number | null)[]}} columns
 * @param {number} until Step.
 * @param {{left: number, top: number, width: number, height: number}} box px
 */
function drawCurve(context, { step, train }, until, { left, top, width, height }) {
  const known = train.filter((value) => value !== null);
  const most = Math.max(...known, 1e-9);
  const last = step.at(-1) || 1;
  context.beginPath();
  for (let row = 0; row < step.length && step[row] <= until; row += 1) {
    const value = train[row];
    if (value === null) continue;
    context.lineTo(left + (step[row] / last) * width, top + height * (1 - value / most));
  }
  context.stroke();
}

/**
 * @param {import("../../store/store.js").Store} store
 * @param {number} side px
 */
export function createFilmFrame(store, side) {
  const palette = readPalette();
  const picture = createLargePicture(store, palette, side);
  const { width, height } = filmSize(side);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = /** @type {CanvasRenderingContext2D} */ (
    canvas.getContext("2d", { willReadFrequently: true }));
  const unit = unitOf(side);

  /** @param {import("../../store/time/snapshots.js").Moment} moment */
  function drawWords({ step, metrics }) {
    const loss = formatLoss(metrics?.train_loss);
    const words = t("film.caption", { step: formatCount(step), loss });
    context.fillStyle = palette.text;
    context.font = `${CAPTION.size * unit}px system-ui, sans-serif`;
    context.textBaseline = "middle";
    context.fillText(words, CAPTION.pad * unit, side + (CAPTION.height / 2) * unit);
  }

  return {
    width,
    height,
    /**
     * @param {import("../../store/time/snapshots.js").Moment} moment
     * @returns {Uint8ClampedArray} RGBA
     */
    draw(moment) {
      context.fillStyle = palette.outline;
      context.fillRect(0, 0, width, height);
      picture.draw(context, moment.parameters, 0, 0);
      drawWords(moment);
      context.strokeStyle = palette.text;
      context.lineWidth = CURVE.width * unit;
      drawCurve(context, store.losses.columns, moment.step, {
        left: CURVE.pad * unit, top: side + CAPTION.height * unit,
        width: side - 2 * CURVE.pad * unit, height: (CURVE.height - CURVE.pad) * unit,
      });
      return context.getImageData(0, 0, width, height).data;
    },
  };
}
