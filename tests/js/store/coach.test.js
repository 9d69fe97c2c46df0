import assert from "node:assert/strict";
import test from "node:test";
import { advise } from "../../../static/js/store/coach.js";
import english from "../../../static/js/texts/en.json" with { type: "json" };

const entry = (key) => ({ key, task: "classification", hyperparameters: [
  { name: "samples", maximum: 1000 }, { name: "noise", maximum: 0.3 },
] });
const catalog = {
  datasets: [entry("circle"), entry("spiral")],
  features: [{ key: "x1" }, { key: "x2" }, { key: "sin_x1" }, { key: "sin_x2" }],
  activations: [{ key: "tanh" }],
  optimizers: [{ key: "adam", hyperparameters: [{ name: "learning_rate", minimum: 0.001 }] }],
  defaults: { initializer: { key: "glorot_uniform" } },
  limits: { samples: 900, hidden_layers: 3, units: 64, features: 9 },
};
const metrics = { train_loss: 0.5, test_loss: 0.5, train_accuracy: 0.8, test_accuracy: 0.8 };

/** @param {object} changes */
const situation = ({ key = "circle", features = ["x1", "x2"], ...changes } = {}) => ({
  catalog, metrics, state: "running", step: 100, epoch: 3, trend: 0.5,
  spec: { task: "classification", dataset: { key, samples: 500, noise: 0 }, features,
    hidden_layers: [{ units: 4, activation: "relu" }] },
  ...changes,
});

test("it begins with what to do", () => {
  const advice = advise(situation({ step: 0 }));
  assert.deepEqual(advice, { key: "coach.start", values: { target: "coach.target.circle" } });
});

test("success names the spiral, and a button chooses it", () => {
  const found = { ...metrics, test_accuracy: 0.98 };
  const advice = advise(situation({ metrics: found }));
  assert.equal(advice.key, "coach.found");
  assert.equal(advice.glow, "spiral");
  assert.deepEqual(advice.actions[0].action, {
    type: "configure", patch: { dataset: { key: "spiral", samples: 500, noise: 0 } },
  });
  assert.equal(advise(situation({ metrics: found, key: "spiral" })).key, "coach.found_last");
});

test("it does not change its mind at the threshold", () => {
  const nearly = { ...metrics, test_accuracy: 0.95 };
  assert.equal(advise(situation({ metrics: nearly })).key, "coach.learning");
  assert.equal(advise(situation({ metrics: nearly }), "coach.found").key, "coach.found");
});

test("a network that is too small gets a layer or the sines", () => {
  const stuck = { key: "spiral", step: 3000, epoch: 60, trend: 0.99 };
  const advice = advise(situation(stuck));
  assert.equal(advice.key, "coach.stuck_spiral");
  const [layer, sine] = advice.actions.map(({ action }) => action);
  assert.deepEqual(layer, { type: "insert_layer", at: 0, units: 8, activation: "relu" }, "weights stay");
  assert.deepEqual(sine.patch.features, ["x1", "x2", "sin_x1", "sin_x2"]);
  const sines = { features: ["x1", "x2", "sin_x1", "sin_x2"] };
  assert.equal(advise(situation({ ...stuck, ...sines })).key, "coach.stuck_deep");
  assert.equal(advise(situation({ ...stuck, trend: 0.6 })).key, "coach.learning");
});

test("advice waits until a flat loss is no slow start any more", () => {
  const flat = { key: "spiral", trend: 0.99 };
  assert.equal(advise(situation({ ...flat, step: 1900, epoch: 99 })).key, "coach.learning");
  assert.equal(advise(situation({ ...flat, step: 9000, epoch: 50 })).key, "coach.learning");
  assert.equal(advise(situation({ ...flat, step: 3000, epoch: 60, trend: 0.9 })).key, "coach.learning");
});

test("it names what really holds a network back", () => {
  const stuck = (spec) => {
    const one = situation({ step: 3000, epoch: 60, trend: 0.99 });
    Object.assign(one.spec, spec);
    const { key, actions } = advise(one);
    return [key, ...actions.map(({ action }) => action.patch)];
  };
  assert.deepEqual(stuck({ initializer: { key: "zeros" } }),
    ["coach.stuck_zeros", { initializer: { key: "glorot_uniform" } }]);
  assert.deepEqual(stuck({ dataset: { key: "circle", samples: 500, noise: 0.25 } }),
    ["coach.stuck_noise", { dataset: { noise: 0.13 } }]);
  assert.equal(stuck({ hidden_layers: [] })[0], "coach.stuck_line");
});

test("a loss that jumps up asks for smaller steps", () => {
  const jumped = situation({ step: 3000, epoch: 60, trend: 9 });
  jumped.spec.optimizer = { key: "adam", learning_rate: 0.01 };
  const advice = advise(jumped);
  assert.equal(advice.key, "coach.unsteady");
  assert.deepEqual(advice.actions[0].action.patch, { optimizer: { learning_rate: 0.003 } });
});

test("learning by heart asks for more points, within the limit", () => {
  const overfit = { ...metrics, train_loss: 0.01, test_loss: 0.4 };
  const advice = advise(situation({ metrics: overfit }));
  assert.equal(advice.key, "coach.overfit");
  assert.deepEqual(advice.actions[0].action.patch, { dataset: { samples: 900 } });
});

test("nothing is offered that would change nothing or meet a limit", () => {
  const small = { ...catalog, limits: { ...catalog.limits, hidden_layers: 1, units: 3 } };
  const wide = { ...catalog, limits: { ...catalog.limits, units: 3 } };
  const stuck = { key: "spiral", step: 3000, epoch: 60, trend: 0.99 };
  const sines = ["x1", "x2", "sin_x1", "sin_x2"];
  const advised = (changes, spec = {}) => {
    const one = situation(changes);
    Object.assign(one.spec.dataset, spec.dataset);
    Object.assign(one.spec, { ...spec, dataset: one.spec.dataset });
    const { key, actions } = advise(one);
    return [key, ...actions.map(({ action }) => action.patch ?? action)];
  };
  const [, layer] = advised({ ...stuck, catalog: wide });
  assert.equal(layer.units, 3);
  assert.deepEqual(advised({ ...stuck, catalog: small }), ["coach.stuck_sine", { features: sines }]);
  assert.deepEqual(advised({ ...stuck, catalog: small, features: sines }), ["coach.stuck_full"]);
  const found = { key: "spiral", metrics: { ...metrics, test_accuracy: 1 } };
  assert.deepEqual(advised(found), ["coach.found_last", { dataset: { noise: 0.1 } }]);
  assert.deepEqual(advised(found, { dataset: { noise: 0.1 } }), ["coach.found_all"]);
  const overfit = { metrics: { ...metrics, train_loss: 0.01, test_loss: 0.4 } };
  assert.deepEqual(advised(overfit, { dataset: { samples: 900 } }), ["coach.overfit_full"]);
  const optimizer = { key: "adam", learning_rate: 0.001 };
  assert.deepEqual(advised({ step: 3000, epoch: 60, trend: 9 }, { optimizer }), ["coach.unsteady"]);
});

test("a neuron is spoken of as what it is", () => {
  const gates = { ...catalog, datasets: [{ ...entry("circle"), classes: ["a", "b"] }] };
  const said = (changes, model) => {
    const one = situation({ catalog: gates, ...changes });
    return advise({ ...one, spec: { ...one.spec, model, hidden_layers: [] } });
  };
  assert.equal(said({ step: 0 }, "perceptron").key, "coach.perceptron_start");
  assert.equal(said({}, "perceptron").key, "coach.perceptron_learning");
  assert.equal(said({ reason: "converged" }, "perceptron").key, "coach.perceptron_converged");
  const gaveUp = said({ reason: "not_converged" }, "perceptron");
  assert.equal(gaveUp.key, "coach.perceptron_gave_up");
  assert.deepEqual(gaveUp.actions[0].action.patch, { model: "network" });
  assert.equal(said({ step: 0 }, "threshold").key, "coach.threshold");
  const right = { ...metrics, train_accuracy: 1 };
  assert.equal(said({ step: 0, metrics: right }, "threshold").key, "coach.threshold_right");
});

test("xor is said to be too much for a threshold unit", () => {
  const gates = { ...catalog, datasets: [{ ...entry("xor"), classes: ["a", "b"] }] };
  const one = situation({ step: 0, key: "xor", catalog: gates });
  const advice = advise({ ...one, spec: { ...one.spec, model: "threshold", hidden_layers: [] } });
  assert.equal(advice.key, "coach.threshold_xor");
  assert.deepEqual(advice.actions[0].action.patch, { model: "network" });
});

test("what cannot learn is not said to be learning", () => {
  const flat = { ...catalog, activations: [{ key: "step", differentiable: false }],
    defaults: { hidden_layers: [{ activation: "tanh" }], initializer: { key: "he_normal" } } };
  const early = situation({ catalog: flat });
  early.spec.hidden_layers = [{ units: 4, activation: "step" }];
  assert.equal(advise(early).key, "coach.stuck_flat");
  const zeros = situation({ catalog: flat });
  zeros.spec.initializer = { key: "zeros" };
  assert.equal(advise(zeros).key, "coach.stuck_zeros");
  const linear = situation({ step: 3000, epoch: 60, trend: 0.99, catalog: flat });
  linear.spec.hidden_layers = [{ units: 4, activation: "identity" }];
  const advice = advise(linear);
  assert.equal(advice.key, "coach.stuck_linear");
  assert.deepEqual(advice.actions[0].action.patch.hidden_layers, [{ units: 4, activation: "tanh" }]);
});

test("nearly all right is no learning by heart", () => {
  const good = { train_loss: 0.01, test_loss: 0.11, train_accuracy: 1, test_accuracy: 0.965 };
  assert.equal(advise(situation({ metrics: good })).key, "coach.learning");
});

test("flat activations are named, and columns have no sine", () => {
  const flat = { ...catalog, activations: [{ key: "step", differentiable: false }],
    defaults: { hidden_layers: [{ activation: "tanh" }] } };
  const one = situation({ step: 3000, epoch: 60, trend: 0.99, catalog: flat });
  one.spec.hidden_layers = [{ units: 4, activation: "step" }];
  const advice = advise(one);
  assert.equal(advice.key, "coach.stuck_flat");
  assert.deepEqual(advice.actions[0].action.patch.hidden_layers, [{ units: 4, activation: "tanh" }]);
  const columns = situation({ step: 3000, epoch: 60, trend: 0.99, features: ["width"] });
  columns.spec.hidden_layers = [];
  const straight = advise(columns);
  assert.equal(straight.key, "coach.stuck_straight");
  assert.deepEqual(straight.actions.map(({ action }) => action.type), ["insert_layer"]);
});

test("every sentence and every button has words", () => {
  const cases = [{ step: 0 }, {}, { state: "paused" }, { metrics: null }, { step: 3000, epoch: 99, trend: 1 },
    { metrics: { ...metrics, test_accuracy: 1 } }, { metrics: { ...metrics, train_accuracy: 1 } },
    { reason: "converged" }, { reason: "not_converged" }, { key: "spiral", step: 3000, epoch: 99, trend: 1 }];
  const models = ["network", "perceptron", "threshold"];
  const all = cases.flatMap((changes) => models.map((model) => {
    const one = situation(changes);
    return { ...one, spec: { ...one.spec, model } };
  }));
  for (const one of all) {
    const advice = advise(one);
    for (const key of [advice.key, ...(advice.actions ?? []).map(({ label }) => label)]) {
      assert.ok(key in english, key);
    }
  }
});

const spec = (changes) => ({ ...situation().spec, features: ["x1", "x2"], standardize: false,
  optimizer: { key: "sgd", learning_rate: 0.03 }, initializer: { key: "glorot_uniform" },
  regularizer: { key: "none" }, ...changes });

test("it warns before the mistake, and offers the way out", () => {
  const said = (changes) => {
    const { key, isTrouble, actions } = advise(situation({ step: 0, spec: spec(changes) }));
    return isTrouble ? [key, actions[0].action.patch] : key;
  };
  assert.deepEqual(said({ regularizer: { key: "l1", rate: 0.03 } }),
    ["coach.warn_penalty", { regularizer: { rate: 0.003 } }]);
  assert.equal(said({ regularizer: { key: "l2", rate: 0.03 } }), "coach.start");
  assert.deepEqual(said({ initializer: { key: "zeros" } }),
    ["coach.warn_zeros", { initializer: { key: "glorot_uniform" } }]);
  assert.deepEqual(said({ optimizer: { key: "sgd", learning_rate: 3 } }),
    ["coach.warn_rate", { optimizer: { learning_rate: 0.3 } }]);
  const squares = { task: "regression", features: ["x1", "x1_squared"] };
  assert.deepEqual(said(squares), ["coach.warn_squares", { standardize: true }]);
  assert.equal(said({ ...squares, standardize: true }), "coach.start");
});

test("dead units and a test loss that has turned are named with numbers", () => {
  const dead = advise(situation({ spec: spec(), units: { dead: 3, of: 4 } }));
  assert.equal(dead.key, "coach.dead");
  assert.deepEqual(dead.values, { dead: 3, of: 4 });
  assert.deepEqual(dead.actions[0].action, { type: "new_weights" });
  assert.equal(dead.actions[1].action.patch.hidden_layers[0].activation, "leaky_relu");
  const rise = { lowest: 0.2, step: 50, loss: 0.4 };
  const rising = advise(situation({ spec: spec(), rise }));
  assert.equal(rising.key, "coach.rising");
  assert.deepEqual(rising.values, rise);
  assert.equal(rising.isTrouble, true);
});

test("dead units come before all else, while it rests as well", () => {
  const huge = spec({ optimizer: { key: "sgd", learning_rate: 3 } });
  const stuck = { step: 3000, epoch: 60, trend: 1, state: "paused", units: { dead: 4, of: 4 } };
  assert.equal(advise(situation({ ...stuck, spec: spec() })).key, "coach.dead");
  const { key, actions } = advise(situation({ ...stuck, spec: huge }));
  assert.equal(key, "coach.dead");
  assert.deepEqual(actions.map(({ label }) => label), ["transport.new_weights", "coach.usual_rate"]);
  assert.equal(advise(situation({ ...stuck, spec: huge, step: 0 })).key, "coach.warn_rate");
});

test("weights that were kept are not called untaught", () => {
  assert.equal(advise(situation({ step: 0, isKept: true })).key, "coach.kept");
  assert.equal(advise(situation({ step: 0, isKept: false })).key, "coach.start");
});

test("a flat start near chance is not called learning", () => {
  const guess = { ...metrics, train_accuracy: 0.52, test_accuracy: 0.5 };
  const flat = { step: 400, epoch: 12, trend: 0.99, metrics: guess };
  assert.equal(advise(situation(flat)).key, "coach.not_much");
  assert.equal(advise(situation({ ...flat, classes: 3 })).key, "coach.learning");
  assert.equal(advise(situation({ ...flat, step: 200 })).key, "coach.learning");
  assert.equal(advise(situation({ ...flat, trend: 0.8 })).key, "coach.learning");
});

test("linear layers cannot bend around a ring, and it is said at once", () => {
  const known = { ...catalog, defaults: { hidden_layers: [{ activation: "tanh" }] } };
  const said = (changes) => advise(situation({ step: 20, catalog: known,
    spec: spec({ hidden_layers: [{ units: 4, activation: "identity" }], ...changes }) })).key;
  assert.equal(said({}), "coach.stuck_linear");
  assert.equal(said({ features: ["x1", "x1_squared"] }), "coach.learning");
  assert.equal(said({ dataset: { key: "gaussians", samples: 500, noise: 0 } }), "coach.learning");
});

test("own data is not sent to the spiral, and all are not almost all", () => {
  const right = { ...metrics, test_accuracy: 1 };
  for (const key of ["points", "upload:1"]) {
    const own = { ...catalog, datasets: [...catalog.datasets, { ...entry("upload:1"), kind: "own" }] };
    const { key: said, values, actions } = advise(situation({ key, metrics: right, catalog: own }));
    assert.deepEqual([said, values.points], ["coach.found_own", "coach.all_test"]);
    assert.deepEqual(actions.map(({ action }) => action), [{ type: "new_split" }]);
  }
  const alone = { ...right, test_accuracy: null, test_loss: null, train_accuracy: 0.98 };
  const { values, actions } = advise(situation({ key: "points", metrics: alone }));
  assert.deepEqual([values.points, actions], ["coach.points_train", []]);
  const near = advise(situation({ metrics: { ...metrics, test_accuracy: 0.99 } }));
  assert.equal(near.values.points, "coach.points_test");
});
