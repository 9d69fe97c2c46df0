// @ts-check
// Give the browser a file to save.

const KEPT_MS = 60_000; // a slow disk may still read

/** @param {{name: string, content: Blob} | null} made Null: there is none, and it was said why. */
export function handOver(made) {
  if (!made) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(made.content);
  link.download = made.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
