// @ts-check
// The state of the page, as signals. Views read it, controls dispatch, the conductor writes.
import { computed, signal } from "@preact/signals";
import { createCatalog } from "./catalog_words.js";
import { joinOwnData } from "./own_data/data_sets.js";
import { createCompareState } from "./runs/compare.js";
import { createDrawingSignals } from "./own_data/drawing.js";
import { createCharts } from "./charts/charts.js";
import { createLandscape } from "./landscape/landscape.js";
import { createLossTable } from "./charts/loss_table.js";
import { createMapOptions } from "./map_options.js";
import { describeNetwork } from "./network/shape.js";
import { modelOf } from "./network/models.js";
import { createPast } from "./time/past.js";
import { createPictures } from "./digits/pictures.js";
import { planeOf } from "./plane.js";
import { createOtherPointsSignals } from "./own_data/other_points.js";
import { createProbe } from "./probe.js";
import { createQuestion } from "./question.js";
import { mergeSpec, withoutAuto } from "./spec.js";
import { createTransferState } from "./runs/transfer.js";
import { createWeightHistory } from "./charts/weight_history.js";
import { createUndo } from "./turns.js";
import { createUploadSignals } from "./own_data/uploads.js";
import { createWalkSignals } from "./walk/walk.js";

/** @typedef {ReturnType<typeof createStore>} Store */
/** @typedef {{layer: number, unit: number}} UnitPlace layer −1: a feature of the catalog. */

/** What the server says about the session. */
function createSessionSignals() {
  return {
    /** "starting" | "open" | "reconnecting" | "closed" */
    connection: signal("starting"),
    /** "idle" | "running" | "paused" | "finished" | "diverged" */
    state: signal("idle"),
    /** Why it is finished: "until" | "converged" | "not_converged" | "step_limit" | null */
    reason: signal(/** @type {string | null} */ (null)),
    step: signal(0),
    epoch: signal(0),
    stepsPerSecond: signal(/** @type {number | "max" | null} */ (null)),
    /** The spec with every auto and seed resolved. */
    spec: signal(/** @type {any} */ (null)),
    /** The spec as it was asked for: what a change merges into. */
    requested: signal(/** @type {any} */ (null)),
    notes: signal(/** @type {string[]} */ ([])),
    /** layout, preprocessing, inputs, classes, points, generation, hiddenUnits: change as one. */
    network: signal(/** @type {any} */ (null)),
    metrics: signal(/** @type {any} */ (null)),
    /** {cause, suggestion, step} of a divergence. */
    divergence: signal(/** @type {any} */ (null)),
  };
}

/** What only the page knows. */
function createPageSignals() {
  return {
    catalog: createCatalog(),
    /** Samples for the thumbnails: key → {inputs, targets, task}. */
    samples: signal(/** @type {Record<string, any>} */ ({})),
    /** The group of data sets that is shown, once chosen; null: that of the present one. */
    dataGroup: signal(/** @type {string | null} */ (null)),
    /** Whether the settings that are rarely used are shown. */
    moreOpen: signal(false),
    /** Changes sent but not yet confirmed, as one partial spec. */
    pending: signal(/** @type {any} */ ({})),
    /** How many commands wait for their reply. */
    underWay: signal(0),
    /** Field path → the server's words. */
    errors: signal(/** @type {Record<string, string>} */ ({})),
    /** {key, values} of a text about the connection or a file, or null; isPassing: the next thing
     * that is done ends it. */
    notice: signal(/** @type {any} */ (null)),
    hovered: signal(/** @type {UnitPlace | null} */ (null)),
    pinned: signal(/** @type {UnitPlace | null} */ (null)),
    /** The weight or bias whose field is open: see edit_number.js. */
    editing: signal(/** @type {import("./network/edit_number.js").NumberPlace | null} */ (null)),
    /** "layer:unit" of the tile that Tab reaches; arrow keys move it. */
    rover: signal("-1:0"),
    stage: signal({ width: 640, height: 480, touch: false }),
    /** The two columns that the map varies, as chosen by the viewer; null: the data set's own. */
    axes: signal(/** @type {string[] | null} */ (null)),
    /** What the other columns are held at: "mean" | "median" */
    held: signal(/** @type {"mean" | "median"} */ ("mean")),
    /** Key of the trouble that a person has read, and need not be told again. */
    hushed: signal(/** @type {string | null} */ (null)),
    /** What the coach says: see coach.js. */
    advice: signal(/** @type {any} */ (null)),
    /** Where the present run ends: see goal.js. */
    goal: signal(/** @type {import("./goal.js").Goal | null} */ (null)),
    /** A change that waits for an answer: see question.js. */
    question: createQuestion(),
    undo: createUndo(),
    /** Which view of the page is open: see views.js. */
    view: signal("network"),
    theme: signal("auto"),
    coachOn: signal(true),
    shortcutsOn: signal(true),
    /** Rises whenever the maps have to be drawn again. */
    frameCount: signal(0),
  };
}

export function createStore() {
  const session = createSessionSignals();
  const own = createUploadSignals();
  const page = { ...createPageSignals(), ...own };
  page.catalog = joinOwnData(page.catalog, own.ownData);
  const wanted = computed(() => {
    const changes = mergeSpec(page.pending.value, page.question.value?.patch ?? {});
    return session.spec.value ? mergeSpec(session.spec.value, withoutAuto(changes)) : null;
  });
  const plane = computed(() => {
    const [network, catalog] = [session.network.value, page.catalog.value];
    if (!network || !catalog) return null;
    const wish = { axes: page.axes.value, held: page.held.value };
    return planeOf(network, catalog, session.spec.value, wish);
  });
  const isUsable = computed(() => session.connection.value !== "closed");
  const running = computed(() => session.state.value === "running" && isUsable.value);
  const isPending = computed(() =>
    page.underWay.value > 0 || Object.keys(page.pending.value).length > 0);
  const store = {
    ...session,
    ...page,
    ...createPast(running),
    /** The slice of the loss that is drawn: see landscape.js. */
    landscape: createLandscape(),
    ...createDrawingSignals(),
    ...createOtherPointsSignals(),
    compare: createCompareState(),
    transfer: createTransferState(),
    /** The walk through one step: see walk.js. */
    walk: createWalkSignals(),
    /** What the controls show: the confirmed spec and the changes under way. */
    wanted,
    running,
    /** Whether something a person did is not yet confirmed by the server. */
    isPending,
    /** Whether a change can still reach the server, now or after a reconnect; false: for good. */
    isUsable,
    /** What the map shows: see plane.js. */
    plane,
    /** What can be done with the session's model: see models.js. */
    model: computed(() => modelOf(page.catalog.value, wanted.value)),
    /** The unit whose map fills the output panel; null: the output itself. */
    looked: computed(() => page.hovered.value ?? page.pinned.value),
    geometry: computed(() => describeNetwork(session.network.value, page.stage.value)),
    losses: createLossTable(),
    weightHistory: createWeightHistory(),
    /** The parameters that are shown (see past.js); not a signal: read once a drawn frame. */
    parameters: new Float32Array(0),
  };
  return Object.assign(store, createProbe(store), createPictures(store), createMapOptions(), {
    charts: createCharts(store),
  });
}
