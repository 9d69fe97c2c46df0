import assert from "node:assert/strict";
import test from "node:test";
import { readLink, without, writeLink } from "../../../static/js/store/link.js";

const range = (name, value) => ({ name, default: value });
const CATALOG = {
  datasets: [
    { key: "circle", hyperparameters: [range("samples", 500), range("noise", 0)] },
    { key: "spiral", hyperparameters: [range("samples", 500), range("noise", 0)] },
  ],
  optimizers: [
    { key: "sgd", hyperparameters: [range("learning_rate", 0.03)] },
    { key: "adam", hyperparameters: [range("learning_rate", 0.01), range("beta1", 0.9)] },
  ],
  initializers: [], schedules: [], regularizers: [],
  defaults: {
    model: "network", dataset: { key: "circle", samples: 500, noise: 0 }, test_fraction: 0.2,
    features: "auto", hidden_layers: [{ units: 4, activation: "tanh" }], class_weights: null,
    optimizer: { key: "sgd", learning_rate: 0.03 }, frozen_layers: [], shuffle: true,
    perceptron: null, seeds: { data: null, init: null },
  },
};
const { defaults } = CATALOG;

test("the usual experiment has no link", () => {
  assert.equal(writeLink(CATALOG, defaults), "");
  assert.deepEqual(readLink("").patch, {});
});

test("a link says what differs, in words", () => {
  const spec = { ...defaults, dataset: { key: "spiral", samples: 500, noise: 0.1 },
    hidden_layers: [{ units: 8, activation: "relu" }, { units: 2, activation: "tanh" }],
    optimizer: { key: "adam", learning_rate: 0.01, beta1: 0.5 } };
  assert.equal(writeLink(CATALOG, spec), "v=1&dataset=spiral&dataset.noise=0.1" +
    "&hidden_layers=8.relu,2.tanh&optimizer=adam&optimizer.beta1=0.5");
});

test("what is written is read again", () => {
  const changes = {
    dataset: { key: "spiral", noise: 0.25 }, hidden_layers: [], class_weights: [1, 2.5],
    features: ["x1", "a, b & c = d", "größe"], frozen_layers: [0, 2], shuffle: false,
    test_fraction: 0, seeds: { data: 4294967295 }, optimizer: { learning_rate: 1e-7 },
  };
  const spec = { ...defaults, ...changes, dataset: { ...changes.dataset, samples: 500 },
    optimizer: { key: "sgd", ...changes.optimizer }, seeds: { ...defaults.seeds, data: 4294967295 } };
  assert.deepEqual(readLink(`#${writeLink(CATALOG, spec)}`),
    { patch: changes, unread: [], isOther: false });
});

test("drawn points are in the link", () => {
  const points = [{ x: [-0.5, 1], y: 0 }, { x: [2, 3e-3], y: 1 }];
  const spec = { ...defaults, dataset: { key: "points", points } };
  const link = writeLink(CATALOG, spec);
  assert.equal(link, "v=1&dataset=points&dataset.points=-0.5_1_0,2_0.003_1");
  assert.deepEqual(readLink(link).patch, { dataset: { key: "points", points } });
});

test("whatever stands in a link, it is read as data", () => {
  const reading = readLink("#v=9&__proto__.polluted=1&a.b.c=1&nonsense&=3&dataset=%&x=<script>");
  assert.deepEqual(reading.patch, { dataset: { key: "%" }, x: "<script>" });
  assert.deepEqual(reading.unread, ["__proto__.polluted=1", "a.b.c=1", "nonsense", "=3"]);
  assert.equal(reading.isOther, true);
  assert.equal({}.polluted, undefined);
  const { patch } = readLink("#toString=1&valueOf.x=2");
  assert.deepEqual(Object.entries(patch), [["toString", 1], ["valueOf", { x: 2 }]]);
  const spec = { ...defaults, toString: { key: "a" } };
  assert.equal(writeLink(CATALOG, spec), "v=1&toString.key=a");
});

test("what was refused is left out, and a choice with its key goes as a whole", () => {
  const patch = { dataset: { key: "spirale", noise: 0.1 }, optimizer: { key: "sgd", momentum: 2 } };
  assert.deepEqual(without(patch, ["dataset.key", "optimizer.momentum"]),
    { optimizer: { key: "sgd" } });
  assert.deepEqual(without(patch, ["optimizer"]), { dataset: patch.dataset });
});

test("what is too long for a link has none", () => {
  const points = Array.from({ length: 4000 }, (_, at) => ({ x: [at + 0.5, -at], y: at % 2 }));
  assert.equal(writeLink(CATALOG, { ...defaults, dataset: { key: "points", points } }), null);
});
