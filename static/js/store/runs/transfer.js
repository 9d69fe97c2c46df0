// @ts-check
// Transfer: layers of a trained network begin a new one, on other data; beside it the same network
// from scratch. State and actions.
import { batch, effect, signal } from "@preact/signals";
import { questionBefore } from "../question.js";
import { createRunSet, USUAL_PACES } from "./run_set.js";
import { troubleOf } from "./runs.js";
import { CASE } from "./transfer_case.js";
import { FROZEN_EPOCHS, scratchSpec, targetsOf, transferBody } from "./transfer_plan.js";
import { createSourceActions } from "./transfer_source.js";

/** @typedef {import("./run_set.js").RunSet} RunSet */
/** @typedef {import("./transfer_plan.js").Plan} Plan */
/** @typedef {Plan & {source: string, isCase: boolean}} Made What the runs are. */

const PACES = Object.freeze({ ...USUAL_PACES, step: { speed: 100, stretch: 500 } });

export function createTransferState() {
  return {
    /** Of the runs: transferred, from scratch. */
    set: signal(/** @type {RunSet | null} */ (null)),
    /** "choose" | "source" (the case's first network learns) | "making" | "ready" */
    phase: signal("choose"),
    /** Key of the target; null: the first that fits. */
    target: signal(/** @type {string | null} */ (null)),
    keep: signal(1),
    mode: signal(/** @type {import("./transfer_plan.js").Mode} */ ("thaw")),
    perClass: signal(10),
    made: signal(/** @type {Made | null} */ (null)),
    /** The case's first network. @type {import("@preact/signals").Signal<any>} */
    source: signal(null),
    /** Whether it is being told to learn. */
    isStarting: signal(false),
    trouble: signal(/** @type {import("./runs.js").Trouble | null} */ (null)),
    measure: signal(/** @type {import("./curves.js").Measure} */ ("accuracy")),
    isLog: signal(false),
    isTable: signal(false),
  };
}

/** What the page's network can be transferred to. @param {any} store */
export function choicesOf(store) {
  const [spec, network, catalog] = [store.spec.value, store.network.value, store.catalog.value];
  if (!spec || !network || !catalog || spec.model !== "network") return [];
  return targetsOf(catalog, spec, network.preprocessing);
}

/** What is chosen, within what is possible. @param {any} store @returns {Plan | null} */
export function planOf(store) {
  const { target, keep, mode, perClass } = store.transfer;
  const keys = choicesOf(store).map((/** @type {any} */ entry) => entry.key);
  const layers = store.spec.value?.hidden_layers.length ?? 0;
  if (keys.length === 0 || layers === 0) return null;
  return {
    target: keys.includes(target.value) ? target.value : keys[0],
    keep: Math.min(keep.value, layers), mode: mode.value, perClass: perClass.value,
  };
}

/** @param {import("../conductor.js").Desk} desk */
export function createTransferActions(desk) {
  const { store, api } = desk;
  const { transfer } = store;
  const set = createRunSet(desk, PACES);
  transfer.set.value = set;
  const source = createSourceActions(transfer, fail);
  const isLearning = () => transfer.phase.value === "source";
  let made = 0;
  const entryOf = (/** @type {string} */ key) =>
    store.catalog.value.datasets.find((/** @type {any} */ entry) => entry.key === key);

  /** @param {string} value @param {number} slot */
  function createRun(value, slot) {
    made += 1;
    return set.create({ id: `transfer-${made}`, slot, value });
  }

  function clear() {
    set.close();
    batch(() => {
      transfer.source.value = null;
      transfer.isStarting.value = false;
      transfer.made.value = null;
      transfer.trouble.value = null;
    });
  }

  /** @param {any} trouble */
  function fail(trouble) {
    clear();
    transfer.trouble.value = trouble;
    transfer.phase.value = "choose";
  }

  /** Frozen at first: until the new layers are used to them. @param {any} run */
  function setStop(run) {
    const { mode } = /** @type {Made} */ (transfer.made.value);
    run.stopAt.value = mode === "thaw" ? FROZEN_EPOCHS * (run.perEpoch.value ?? 1) : null;
  }

  /**
   * Both runs, and off they go.
   * @param {{id: string, token: string}} session Of the trained network.
   * @param {any} spec Its own.
   * @param {Made} about
   */
  async function make(session, spec, about) {
    const [transferred, scratch] = [createRun("transferred", 0), createRun("scratch", 1)];
    set.runs.value = [transferred, scratch];
    transfer.made.value = about;
    transfer.phase.value = "making";
    const body = transferBody(spec, entryOf(about.target), about);
    const created = api.transfer(session.id, session.token, body);
    const opened = await Promise.all([
      transferred.open(() => created),
      scratch.open(async () => api.createSession(scratchSpec((await created).spec))),
    ]);
    if (transfer.made.value !== about) return; // something else was begun meanwhile
    if (!opened.every(Boolean)) {
      fail(transferred.trouble.value ?? scratch.trouble.value
        ?? troubleOf({ message: "The server did not answer." }));
      return;
    }
    setStop(transferred);
    transfer.phase.value = "ready";
    await set.play();
  }

  function start() {
    const [session, plan] = [desk.session(), planOf(store)];
    if (!session || !plan) return undefined;
    clear();
    set.paces.value = { ...PACES };
    const spec = store.spec.value;
    return make(session, spec, { ...plan, source: spec.dataset.key, isCase: false });
  }

  /** The case from its beginning: first the digits that are learned from many. */
  async function startCase() {
    clear();
    const run = createRun("source", 0);
    set.beside.value = [run];
    transfer.source.value = run;
    transfer.isStarting.value = true;
    transfer.phase.value = "source";
    set.paces.value = { ...PACES, step: { ...CASE.pace } };
    const seed = store.spec.value?.seed ?? 0;
    await run.open(() => api.createSession({ ...CASE.spec, seed }));
    if (transfer.source.value !== run) return; // given up, or begun again
    transfer.isStarting.value = false;
    if (!set.isLeft()) await source.goOn();
  }

  function toggle() {
    if (isLearning()) return source.toggle();
    if (transfer.phase.value === "making") return undefined; // they begin by themselves
    const isOver = set.runs.value.some(({ connection }) => connection.value === "ended");
    if (!isOver) return set.toggle();
    return transfer.made.value?.isCase ? startCase() : start();
  }

  /** The case goes on when its first network has learned. */
  async function goOnWithCase() {
    const run = transfer.source.value;
    if (!run?.session || !isLearning()) return;
    const { target, keep, perClass, source: key } = CASE;
    const mode = /** @type {import("./transfer_plan.js").Mode} */ (CASE.mode);
    await make(run.session, run.spec.value,
      { target, keep, perClass, mode, source: key, isCase: true });
    run.close();
    set.beside.value = set.beside.value.filter((one) => one !== run);
  }

  /** What was frozen at first learns with the others from now on. */
  function thaw() {
    const [run] = set.runs.value;
    const stop = run?.stopAt.value ?? null;
    if (stop === null || run.running.value || run.step.value < stop) return;
    queueMicrotask(async () => {
      if (run.stopAt.value === null) return;
      run.stopAt.value = null;
      await run.command("configure", { frozen_layers: [] });
      await set.goOn(run);
    });
  }

  async function again() {
    if (isLearning()) return startCase();
    if (transfer.phase.value !== "ready") return undefined;
    const [run] = set.runs.value;
    const { keep, mode } = transfer.made.value ?? { keep: 0, mode: "tuned" };
    await set.pause();
    if (run && mode === "thaw") {
      await run.command("configure", { frozen_layers: [...Array(keep).keys()] });
    }
    await set.all((one) => one.command("reset"));
    if (run) setStop(run); // at step 0: else it would be there already
    return undefined;
  }

  /** The transferred network becomes the page's own, as it is now. @param {any} action */
  async function adopt({ isSure = false }) {
    store.question.value = isSure ? null : questionBefore(store, { type: "transfer_adopt" });
    if (store.question.value) return;
    const [session, own] = [desk.session(), set.runs.value[0]?.session];
    if (!session || !own) return;
    await set.pause();
    try {
      await api.putCheckpoint(session.id, session.token, await api.checkpoint(own.id));
      transfer.trouble.value = null;
      if (!set.isLeft()) desk.dispatch({ type: "show_view", view: "network" });
    } catch (error) {
      transfer.trouble.value = troubleOf(error);
    }
  }

  effect(() => source.follow(goOnWithCase));
  effect(thaw);
  return {
    transfer_open: () => set.stay(),
    transfer_leave: () => set.leave(),
    transfer_choose: (/** @type {any} */ { type: _type, ...choice }) => batch(() => {
      for (const [name, value] of Object.entries(choice)) {
        transfer[/** @type {"target"} */ (name)].value = value;
      }
    }),
    transfer_start: start,
    transfer_case: startCase,
    transfer_toggle: toggle,
    transfer_train: (/** @type {any} */ { by }) =>
      set.train(by, isLearning() ? transfer.source.value : undefined),
    transfer_again: again,
    transfer_pace: (/** @type {any} */ { change }) => set.setPace(change),
    transfer_unit: (/** @type {any} */ { unit }) => { set.unit.value = unit; },
    transfer_one: (/** @type {any} */ { id }) => {
      const run = set.runs.value.find(({ about }) => about.id === id);
      return run && set.toggleOne(run);
    },
    transfer_show: (/** @type {any} */ { measure, isLog, isTable }) => {
      transfer.measure.value = measure ?? transfer.measure.value;
      transfer.isLog.value = isLog ?? transfer.isLog.value;
      transfer.isTable.value = isTable ?? transfer.isTable.value;
    },
    transfer_adopt: adopt,
    transfer_close: () => {
      clear();
      transfer.phase.value = "choose";
    },
  };
}
