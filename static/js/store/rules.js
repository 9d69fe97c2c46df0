// @ts-check
// The server's sentences in the page's words: a complaint "<path> must <rule>; got <value>" with the
// label in place of the path, a note or a refusal by its known form. What has no known form stays as
// the server said it. Pure, but for the language.
import { hasText, t, wordOf } from "../texts/texts.js";
import { formatCount, formatInput, formatTick } from "./format.js";

const COMPLAINT = /^([a-z_]\w*(?:\.\w+)*) must (.+?)(?:; got (.*))?$/s;
/** A text that was not taken for a number since it may be a thousand or one. */
const THOUSAND_OR_ONE = /^'([+-]?\d{1,3}[.,]\d{3})'$/;
const OR_FULL = " or be 'full'";
const LARGE = 1e6;
const LONGEST = 40; // characters of a refused value that are repeated
/** What may follow a rule without being one. */
const HINT = / ?\((?:did you mean|one of:).*\)$/s;

/** The end of "must …" → its text; names of groups are names of values. @type {[RegExp, string][]} */
const RULES = [
  [/^be an integer from (?<minimum>\S+) to (?<maximum>[^\s,]+)$/, "rule.whole_between"],
  [/^be a number from (?<minimum>\S+) to (?<maximum>\S+)$/, "rule.between"],
  [/^be at least (?<minimum>\S+)$/, "rule.at_least"],
  [/^be at most (?<maximum>\S+) on this server$/, "rule.server_limit"],
  [/^be at most (?<maximum>\S+)$/, "rule.at_most"],
  [/^be greater than (?<minimum>\S+)$/, "rule.above"],
  [/^be less than (?<maximum>\S+)$/, "rule.below"],
  [/^be an integer$/, "rule.whole"],
  [/^be a (?:finite )?number$/, "rule.number"],
  [/^(?:be 'auto' or )?be true or false$/, "rule.on_or_off"],
  [/^be given$/, "rule.given"],
  [/^name at least one feature$/, "rule.one_feature"],
  [/^name each (?:feature|column) once$/, "rule.each_once"],
  [/^have two classes for a (?:perceptron|threshold unit)$/, "rule.two_classes"],
  [/^be a list of (?<count>\d+) numbers, one for each class$/, "rule.one_each_class"],
  [/^be a list of 1 to (?<maximum>\d+) points$/, "rule.points"],
  [/^be a known one$/, "rule.known"],
  [/^be one of (?<choices>.+)$/, "rule.choice"],
  [/^be auto or (?<choices>.+) for (?:classification|regression) .*$/, "rule.choice_for_data"],
  [/^be (?<choices>'.+)$/, "rule.choice"],
];

/** Whole sentences → their texts. @type {[RegExp, string][]} */
const SENTENCES = [
  [/^.* must have a row of names and rows of numbers; got '?an empty file'?$/, "said.file_empty"],
  [/^.* must have rows of numbers below the names, .*; got '?a header alone'?$/, "said.file_header"],
  [/^.* must have rows of numbers below the names, .*; got '?no rows'?$/, "said.file_empty"],
  [/^The training of the first network blew up\.$/, "said.source_diverged"],
  [/^The session of the first network has ended\.$/, "said.source_ended"],
  [/^The connection to the first network is lost\.$/, "said.source_failed"],
  [/^The samples could not be fetched\.$/, "said.samples"],
  [/^The message is too large to be sent\.$/, "said.too_large"],
  [/^Batch size (?<size>\d+) is more than the (?<points>\d+) training points: .*/, "said.batch"],
  [/^Every layer is frozen: training changes nothing\.$/, "said.all_frozen"],
  [/^All weights start at zero: .*/, "said.zeros"],
  [/^(?<activation>.+) is flat: no gradient passes through it, .*/, "said.flat"],
  [/^No training point is of the class (?<name>.+)\.$/, "said.class_untold"],
  [/^The server is full: it holds (?<count>\d+) sessions\.$/, "said.full"],
  [/^Too many messages: at most (?<count>\d+) a second\.$/, "said.too_fast"],
  [/^The session is running; pause it first\.$/, "said.running"],
  [/^The session is moving to another process\.$/, "said.moving"],
  [/^The training process is not back yet\.$/, "said.not_back"],
  [/^The training process was restarted; try again\.$/, "said.restarted"],
  [/^This session has ended; make a new one\.$/, "said.ended"],
  [/^The session was ended\.$/, "said.ended"],
  [/^There is no session of this id\.$/, "said.ended"],
  [/^Too many files are being (?:read|sent) just now\.$/, "said.many_files"],
  [/^There is no uploaded data set of this id, or it has been forgotten\.$/, "said.upload_gone"],
  [/^Learning rate set to (?<rate>\S+), usual for (?<name>.+)\.$/, "said.usual_rate"], // ours
  [/^The server did not answer\.$/, "said.unreachable"],
];

/** A number of the server's as the page writes numbers; other text as it is. @param {string} text */
function shown(text) {
  const plain = text.replaceAll(",", "");
  const value = Number(plain);
  if (!Number.isFinite(value)) return text.replaceAll("'", "").replaceAll(" or ", ", ");
  return Number.isInteger(value) && Math.abs(value) >= 10_000 ? formatCount(value)
    : formatInput(value);
}

/** @param {[RegExp, string][]} forms @param {string} text */
function known(forms, text) {
  for (const [form, key] of forms) {
    const match = form.exec(text);
    if (match) return { key, values: { ...match.groups } };
  }
  return null;
}

/** @param {Record<string, string>} values */
const shownValues = (values) =>
  Object.fromEntries(Object.entries(values).map(([name, text]) => [name, shown(text)]));

/** What was given instead, where that helps. @param {string | undefined} got */
function instead(got) {
  const helps = got !== undefined && got !== "null" && got.length <= LONGEST
    && !/^(\[|a list|an object)/.test(got);
  if (!helps) return "";
  const text = got.startsWith("'") ? t("rule.quoted", { text: got.slice(1, -1) }) : shown(got);
  return t("rule.not", { value: text });
}

/** "1.000" could be 1000 or 1. @param {string} text */
function ask(text) {
  const [thousand, one] = [text.replace(/[.,]/, ""), text.replace(",", ".")];
  return t("rule.thousand_or_one", { text, thousand, one: formatInput(Number(one)) });
}

/**
 * A complaint about one place of the experiment.
 * @param {string} complaint
 * @param {(path: string) => string} labelOf
 */
export function sayComplaint(complaint, labelOf) {
  const [, path, all, got] = COMPLAINT.exec(complaint) ?? [];
  if (!path) return saySentence(complaint);
  const name = labelOf(path);
  const label = name.charAt(0).toUpperCase() + name.slice(1);
  const doubt = THOUSAND_OR_ONE.exec(got ?? "");
  if (doubt) return `${label}: ${ask(doubt[1])}`;
  const withFull = all.endsWith(OR_FULL);
  const rule = (withFull ? all.slice(0, -OR_FULL.length) : all).replace(HINT, "");
  const form = known(RULES, rule);
  const sentence = form
    ? t(form.key, { ...shownValues(form.values), label, instead: instead(got) })
    : t("rule.other", { label, rule: all, instead: instead(got) });
  return withFull ? `${sentence} ${t("rule.or_full")}` : sentence;
}

/** A note or a refusal that is about no place. @param {string} sentence */
export function saySentence(sentence) {
  const form = known(SENTENCES, sentence);
  if (!form) return sentence;
  const { activation } = form.values;
  if (activation) { // its label; the flat ones have labels that are their keys
    const own = wordOf(`catalog.activations.${activation.toLowerCase()}`);
    form.values.activation = own ?? activation;
  }
  return t(form.key, shownValues(form.values));
}

/** What a message tells of a divergence; nothing where it tells of none. @param {any} message */
export const causeOf = ({ cause, cause_key: causeKey = "", cause_values: causeValues = {} }) =>
  (cause ? { cause, causeKey, causeValues } : {});

/**
 * Why training blew up.
 * @param {{cause?: string | null, causeKey?: string, causeValues?: Record<string, number>}} failure
 * @returns {string | null} Null where it is not known.
 */
export function sayCause({ cause = null, causeKey = "", causeValues = {} }) {
  if (!hasText(`cause.${causeKey}`)) return cause;
  const values = Object.entries(causeValues).map(([name, value]) =>
    [name, Number.isInteger(value) && value < LARGE ? formatCount(value) : formatTick(value)]);
  return t(`cause.${causeKey}`, Object.fromEntries(values));
}
