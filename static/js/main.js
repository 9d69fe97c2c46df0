// @ts-check
// Wires the page: store, conductor, controls, views. The only file that knows them all.
import { createRef, render } from "preact";
import { effect, signal, untracked } from "@preact/signals";
import { Data } from "./controls/data.js";
import { Drop } from "./controls/data/drop.js";
import { Paste, startPasting } from "./controls/data/paste.js";
import { Reading } from "./controls/data/reading.js";
import { Disclosure } from "./controls/disclosure.js";
import { measureDock } from "./controls/dock.js";
import { startDrawingKeys } from "./controls/drawing/keys.js";
import { Features } from "./controls/features.js";
import { Footer } from "./controls/footer.js";
import { HandSet } from "./controls/hand_set.js";
import { HeaderButtons } from "./controls/header.js";
import { Help } from "./controls/help.js";
import { ColumnHeads, LayerButtons } from "./controls/layers.js";
import { followLanguage } from "./controls/language.js";
import { ModelMenu } from "./controls/model.js";
import { Settings } from "./controls/settings.js";
import { startShortcuts } from "./controls/shortcuts.js";
import { TemplatesMenu } from "./controls/templates.js";
import { greet, startTour } from "./controls/tour.js";
import { TimeRow } from "./controls/time.js";
import { Transport } from "./controls/transport.js";
import { Turns } from "./controls/turns.js";
import { UnitButtons } from "./controls/unit_buttons.js";
import { ViewTabs } from "./controls/view_tabs.js";
import { WeightField } from "./controls/weight_field.js";
import { html } from "./html.js";
import { createApi } from "./net/api.js";
import { openStream } from "./net/socket.js";
import { OutputPanel } from "./rooms/output_panel.js";
import { Files } from "./rooms/files.js";
import { ROOMS } from "./rooms/rooms.js";
import { createAddressActions, createBar, wishOf } from "./store/address.js";
import { startCoach } from "./store/coach_loop.js";
import { createCompareActions } from "./store/runs/compare.js";
import { Conductor } from "./store/conductor.js";
import { createDrawingActions } from "./store/own_data/drawing.js";
import { createKeptFileActions } from "./store/own_data/kept_files.js";
import { beginInLanguage } from "./store/language.js";
import { followLayerHealth } from "./store/charts/layer_health.js";
import { createNetworkActions } from "./store/network/actions.js";
import { createGoalActions } from "./store/goal.js";
import { createOtherPointsActions } from "./store/own_data/other_points.js";
import { createLandscapeActions } from "./store/landscape/landscape.js";
import { readChoice, readPreference } from "./store/preferences.js";
import { presentFirst } from "./store/time/past.js";
import { createQuestionActions } from "./store/question.js";
import { createReadingActions } from "./store/own_data/reading.js";
import { followSettings } from "./store/samples.js";
import { createSavingActions } from "./store/saving.js";
import { createStore } from "./store/store.js";
import { createRewindActions } from "./store/time/time.js";
import { createTransferActions } from "./store/runs/transfer.js";
import { createUndoActions } from "./store/undo.js";
import { createWalkActions } from "./store/walk/walk.js";
import { language, t } from "./texts/texts.js";
import { Painter } from "./views/painter.js";
import { startSpeaking } from "./views/spoken.js";
import { Stage } from "./views/stage.js";
import { startThumbnails } from "./views/thumbnails.js";
import { StepOverlay } from "./views/step/overlay.js";
import { UnitCard } from "./views/unit_card.js";

const THEMES = ["auto", "dark", "light"];

const store = createStore();
const lit = signal(null); // the edge or bias whose value is shown
const helpDialog = createRef();
const bar = createBar();
/** Actions of each feature. @type {any[]} */
const features = [createDrawingActions, createReadingActions, createKeptFileActions,
  createOtherPointsActions, followSettings, createWalkActions, createRewindActions,
  createLandscapeActions, createNetworkActions,
  createGoalActions, createSavingActions, createQuestionActions, createUndoActions, followLayerHealth,
  (/** @type {any} */ desk) => createAddressActions(desk, bar),
  // Runs of their own: what the page shows of its past does not concern them.
  (/** @type {any} */ desk) => createCompareActions({ ...desk, openStream }),
  (/** @type {any} */ desk) => createTransferActions({ ...desk, openStream }),
];
const conductor = new Conductor({
  store, api: createApi(), openStream: presentFirst(store, openStream), features,
});
const parts = { store, dispatch: conductor.dispatch };
const openHelp = () => helpDialog.current.showModal();

/** @param {string} id @param {any} content */
function mount(id, content) {
  render(content, /** @type {HTMLElement} */ (document.getElementById(id)));
}

function mountControls() {
  mount("views", html`<${ViewTabs} ...${parts} />`);
  mount("files", html`<${Files} ...${parts} />`);
  mount("turns", html`<${Turns} ...${parts} />`);
  mount("header-buttons", html`<${HeaderButtons} ...${parts} openHelp=${openHelp} />`);
  mount("transport", html`<${Transport} ...${parts} />`);
  measureDock(/** @type {HTMLElement} */ (document.getElementById("transport")));
  mount("settings", html`
    <${Disclosure} id="settings-body" title=${t("settings.title")}>
      <${Settings} ...${parts} />
    <//>`);
  mount("data", html`
    <div class="panel-heading panel-heading--wide"><h2>${t("data.title")}</h2></div>
    <${Disclosure} id="data-body" title=${t("data.title")}><${Data} ...${parts} /><//>`);
  mount("time", html`<${TimeRow} ...${parts} />`);
  mount("own-data", html`<${Reading} ...${parts} /><${Paste} ...${parts} /><${Drop} ...${parts} />`);
  mount("footer", html`<${Footer} ...${parts} />`);
  mount("help", html`
    <${Help} ...${parts} dialog=${helpDialog} startTour=${startTour} />`);
}

function mountViews() {
  mount("network", html`
    <div class="panel-heading network-heading">
      <h2>${t("network.title")}</h2><${ModelMenu} ...${parts} /><${TemplatesMenu} ...${parts} />
      <${LayerButtons} ...${parts} />
    </div>
    <${HandSet} ...${parts} />
    <${Stage} ...${parts} lit=${lit} Editor=${WeightField}>
      <${StepOverlay} store=${store} />
      <${Features} ...${parts} /><${ColumnHeads} ...${parts} />
    <//>
    <${UnitCard} ...${parts}><${UnitButtons} ...${parts} /><//>`);
  mount("output", html`<${OutputPanel} ...${parts} />`);
}

/** Words that stand here, outside of components, follow the language like all others. */
function mountInLanguage() {
  effect(() => language.value && untracked(() => {
    mountControls();
    mountViews();
  }));
}

/** The view that is shown has its room loaded; the page's grid makes place for it. */
function openRooms() {
  const grid = /** @type {HTMLElement} */ (document.querySelector(".page-main"));
  effect(() => {
    const view = store.view.value;
    grid.dataset.view = view;
    const load = ROOMS[view];
    mount("room", load ? html`<p class="room-note">${t("view.loading")}</p>` : null);
    load?.().then(
      ({ Room }) => store.view.peek() === view &&
        mount("room", html`<${Room} key=${view} ...${parts} lit=${lit} />`),
      () => store.view.peek() === view &&
        mount("room", html`<p class="room-note" role="alert">${t("view.not_loaded")}</p>`),
    );
  });
}

function readPreferences() {
  store.theme.value = readChoice("theme", THEMES);
  store.coachOn.value = readPreference("coach", "on") === "on";
  store.moreOpen.value = readPreference("more", "off") === "on";
  store.shortcutsOn.value = readPreference("shortcuts", "on") === "on";
}

function followTheme() {
  effect(() => {
    const { dataset } = document.documentElement;
    if (store.theme.value === "auto") delete dataset.theme;
    else dataset.theme = store.theme.value;
  });
}

/** Whoever drives the page from outside can see when all that was done is confirmed. */
function tellWhatIsPending() {
  const page = /** @type {HTMLElement} */ (document.querySelector(".page"));
  effect(() => { page.toggleAttribute("data-pending", store.isPending.value); });
}

function endWithThePage() {
  addEventListener("pagehide", (event) => {
    if (!event.persisted) conductor.leave(); // else the page may come back, and so does its stream
  });
}

/** Where no change can reach the server any more, nothing may look as if it could. */
function closeWithTheSession() {
  effect(() => {
    for (const id of ["transport", "settings", "data", "network", "room"]) {
      const panel = /** @type {HTMLElement} */ (document.getElementById(id));
      panel.inert = !store.isUsable.value;
    }
  });
}

readPreferences();
await beginInLanguage();
followLanguage();
followTheme();
mountInLanguage();
openRooms();
startDrawingKeys(parts);
startPasting(parts);
startShortcuts({ ...parts, openHelp });
startCoach(store);
new Painter(store, lit).start();
startThumbnails(store);
tellWhatIsPending();
startSpeaking(store, /** @type {HTMLElement} */ (document.getElementById("spoken")));
endWithThePage();
closeWithTheSession();
conductor.start(wishOf(bar));
greet(store);
