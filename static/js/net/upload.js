// @ts-check
// Sending a file: the one call that tells how far it is and can be called off.
import { Problem } from "./problem.js";

const MEDIA = "text/csv";
const JSON_MEDIA = /json/;

/**
 * @typedef {object} UploadOptions
 * @property {(share: number) => void} [onProgress] 0 to 1, of what is sent.
 * @property {AbortSignal} [signal] Calls it off.
 * @property {() => XMLHttpRequest} [createRequest]
 */

/** The address of an upload with what is said of the file. @param {URL} url @param {any} said */
export function describeUpload(url, said) {
  for (const [name, value] of Object.entries(said)) {
    for (const one of [value].flat()) {
      if (one !== null && one !== undefined) url.searchParams.append(name, String(one));
    }
  }
  return url;
}

/** @param {XMLHttpRequest} request @returns {any} */
function bodyOf(request) {
  const isJson = JSON_MEDIA.test(request.getResponseHeader("Content-Type") ?? "");
  try {
    return isJson ? JSON.parse(request.responseText) : {};
  } catch {
    return {}; // cut off on its way
  }
}

/**
 * Send a file; the reply is what the server read of it.
 * @param {URL} url
 * @param {Blob} file
 * @param {UploadOptions} options
 * @returns {Promise<any>}
 */
export function sendFile(url, file, {
  onProgress = () => undefined, signal, createRequest = () => new XMLHttpRequest(),
}) {
  return new Promise((resolve, reject) => {
    const request = createRequest();
    const fail = (/** @type {any} */ problem) => reject(new Problem(problem));
    request.open("POST", url);
    request.setRequestHeader("Content-Type", MEDIA);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => fail({ status: 0, title: "The server did not answer." });
    request.onabort = () => fail({ status: 0, title: "called off" });
    request.onload = () => {
      const { status, statusText: title } = request;
      const retryAfter = Number(request.getResponseHeader("Retry-After")) || 0;
      if (status === 201) resolve(bodyOf(request));
      else fail({ title, ...bodyOf(request), status, retryAfter });
    };
    signal?.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
