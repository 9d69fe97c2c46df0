// @ts-check
// Markup in JavaScript: htm's templates make preact's nodes.
import htm from "htm";
import { h } from "preact";

export const html = htm.bind(h);
