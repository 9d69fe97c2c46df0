// @ts-check
// The REST calls that the page makes. Every address is relative to the page's own, so the whole
// works under a root path such as /tools/nn/ behind a proxy.

import { Problem } from "./problem.js";
import { describeUpload, sendFile } from "./upload.js";

export { Problem };

/**
 * @param {Response} response A response that is not ok.
 * @returns {Promise<Problem>}
 */
async function readProblem(response) {
  const { status, statusText: title } = response;
  const retryAfter = Number(response.headers.get("Retry-After")) || 0; // a date counts as untold
  try {
    return new Problem({ title, ...(await response.json()), status, retryAfter });
  } catch {
    return new Problem({ status, title, retryAfter }); // a proxy's page, not ours
  }
}

/**
 * @param {typeof fetch} fetchFunction
 * @param {URL} url
 * @param {RequestInit} [options]
 * @returns {Promise<any>} The JSON body, or null where there is none.
 */
async function call(fetchFunction, url, options) {
  let response;
  try {
    response = await fetchFunction(url, options);
  } catch {
    throw new Problem({ status: 0, title: "No answer", detail: "The server did not answer." });
  }
  if (!response.ok) throw await readProblem(response);
  return response.status === 204 ? null : response.json();
}

/**
 * @param {string} [base] Address of the page; what the calls are relative to.
 * @param {typeof fetch} [fetchFunction]
 */
export function createApi(
  base = document.baseURI,
  fetchFunction = (input, init) => fetch(input, init),
) {
  const address = (/** @type {string} */ path) => new URL(`api/${path}`, base);
  const session = (/** @type {string} */ id) => `sessions/${encodeURIComponent(id)}`;

  return {
    /** Everything selectable, with defaults, ranges and help; limits; the protocol version. */
    catalog: () => call(fetchFunction, address("catalog")),

    /** Any part of an experiment; the reply states the whole. */
    createSession: (/** @type {object} */ spec) =>
      call(fetchFunction, address("sessions"), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(spec),
      }),

    /** Points of a data set, for a thumbnail; options are samples, noise and seed. */
    sample(/** @type {string} */ key, /** @type {Record<string, number>} */ options) {
      const url = address(`datasets/${encodeURIComponent(key)}/sample`);
      for (const [name, value] of Object.entries(options)) url.searchParams.set(name, `${value}`);
      return call(fetchFunction, url);
    },

    /** What the server reads of a file; `said` is what it need not guess. */
    upload: (
      /** @type {Blob} */ file, /** @type {object} */ said,
      /** @type {import("./upload.js").UploadOptions} */ options = {},
    ) => sendFile(describeUpload(address("datasets"), said), file, options),

    /** What was read of an uploaded file. */
    readUpload: (/** @type {string} */ id) =>
      call(fetchFunction, address(`datasets/${encodeURIComponent(id)}`)),

    /** Have the server forget an uploaded file. */
    deleteUpload: (/** @type {string} */ id, /** @type {string} */ token) =>
      call(fetchFunction, address(`datasets/${encodeURIComponent(id)}`), {
        method: "DELETE",
        headers: { Authorization: `Bearer ${token}` },
      }),

    /** The text of a small file that comes with the page. */
    async example(/** @type {string} */ path) {
      const response = await fetchFunction(new URL(path, base));
      if (!response.ok) throw await readProblem(response);
      return response.text();
    },

    /** How a session's layers and units are doing; its scores by class. */
    statistics: (/** @type {string} */ id) =>
      call(fetchFunction, address(`${session(id)}/statistics`)),

    /** Inputs, targets, split and preprocessing of a session. */
    data: (/** @type {string} */ id) => call(fetchFunction, address(`${session(id)}/data`)),

    /** A sample's way through the network and back, with every number; of the data, or typed. */
    trace(
      /** @type {string} */ id,
      /** @type {{row?: number, inputs?: number[], target?: number | number[]}} */ { row, ...given },
    ) {
      const url = address(`${session(id)}/trace`);
      if (row === undefined) {
        return call(fetchFunction, url, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(given),
        });
      }
      url.searchParams.set("sample", String(row));
      return call(fetchFunction, url);
    },

    /** A new session that begins with layers of this one; `plan` as docs/api.md has it. */
    transfer: (
      /** @type {string} */ id, /** @type {string} */ token, /** @type {object} */ plan,
    ) => call(fetchFunction, address(`${session(id)}/transfer`), {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(plan),
    }),

    /** The exact state of a session. */
    checkpoint: (/** @type {string} */ id) =>
      call(fetchFunction, address(`${session(id)}/checkpoint`)),

    /** Losses and metrics since step 0. */
    history: (/** @type {string} */ id) => call(fetchFunction, address(`${session(id)}/history`)),

    /** The network in a format of the catalog. @returns {Promise<Blob>} */
    async exported(/** @type {string} */ id, /** @type {string} */ format) {
      const path = `${session(id)}/export/${encodeURIComponent(format)}`;
      const response = await fetchFunction(address(path));
      if (!response.ok) throw await readProblem(response);
      return response.blob();
    },

    /** Have a session go on from an exact state, its own or another's. */
    putCheckpoint: (
      /** @type {string} */ id, /** @type {string} */ token, /** @type {object} */ checkpoint,
    ) => call(fetchFunction, address(`${session(id)}/checkpoint`), {
      method: "PUT",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(checkpoint),
    }),

    /** The loss over a slice through the weights of a session. */
    surface(
      /** @type {string} */ id, /** @type {Record<string, any>} */ query,
      /** @type {{signal?: AbortSignal}} */ { signal } = {},
    ) {
      const url = address(`${session(id)}/surface`);
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, `${value}`);
      return call(fetchFunction, url, { signal });
    },

    /** End a session; `keepalive` lets the call outlive the page. */
    deleteSession: (/** @type {string} */ id, /** @type {string} */ token) =>
      call(fetchFunction, address(session(id)), {
        method: "DELETE",
        headers: { Authorization: `Bearer ${token}` },
        keepalive: true,
      }),

    /** Address of a session's stream, for openStream. */
    streamUrl: (/** @type {string} */ id) =>
      address(`${session(id)}/stream`).href.replace(/^http/, "ws"),
  };
}
