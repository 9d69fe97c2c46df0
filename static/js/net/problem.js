// @ts-check
// A refused or failed call, as every call of the page tells it.

/** @typedef {{pointer: string, detail: string}} FieldError */

/** A refused or failed call, as the server's problem+json tells it; status 0: no answer. */
export class Problem extends Error {
  name = "Problem";

  /**
   * @param {object} problem
   * @param {number} problem.status
   * @param {string} [problem.title]
   * @param {string} [problem.detail]
   * @param {FieldError[]} [problem.errors]
   * @param {number} [problem.retryAfter] Seconds until it is worth another try; 0: not told.
   */
  constructor({ status, title = "", detail = "", errors = [], retryAfter = 0 }) {
    super(detail || title || `the server answered ${status}`);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }
}
