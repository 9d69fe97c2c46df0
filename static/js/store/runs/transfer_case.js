// @ts-check
// The case of transfer that comes with the engine (engine/transfer_case.py, with its measurements):
// learn the digits 0 to 4, then 5 to 9 from few pictures.

export const CASE = Object.freeze({
  source: "digits_0_4",
  target: "digits_5_9",
  spec: Object.freeze({
    dataset: { key: "digits_0_4" },
    hidden_layers: [1, 2, 3].map(() => ({ units: 32, activation: "relu" })),
    initializer: { key: "he_normal" },
    optimizer: { key: "adam", learning_rate: 0.003 },
    regularizer: { key: "l2", rate: 1 },
    batch_size: 10,
  }),
  sourceEpochs: 12,
  keep: 1,
  mode: "thaw",
  perClass: 10,
  pace: Object.freeze({ speed: 10, stretch: 50 }), // ten epochs of five steps
  medianLead: 0.047, // over 20 seeds
  seeds: 20,
});
