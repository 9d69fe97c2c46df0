// @ts-check
// What the server takes of a file, in words; and which files are offered for it.
import { formatCount } from "../../store/format.js";

export const FILES = ".csv,.tsv,.tab,.txt,.data,text/csv,text/tab-separated-values,text/plain";
const KILO = 1024;

/** "10 MB". @param {number} bytes */
export function sizeWords(bytes) {
  if (bytes >= KILO * KILO) return `${formatCount(bytes / KILO / KILO)}\u2009MB`;
  return `${formatCount(Math.max(1, bytes / KILO))}\u2009kB`;
}

/** @param {any} catalog */
export function fileLimits({ limits }) {
  return { size: sizeWords(limits.csv_bytes), rows: formatCount(limits.csv_rows),
    columns: formatCount(limits.csv_columns), minutes: keptMinutes(limits) };
}

/** How long the server keeps a file that nobody uses. @param {any} limits */
const keptMinutes = ({ idle_seconds: idle, disconnected_seconds: alone }) =>
  formatCount((idle ?? alone) / 60);
