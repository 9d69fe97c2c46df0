// @ts-check
// The views of the page, in the order of their tabs. Each but the first has a room of its own,
// loaded when it is first shown (rooms/rooms.js).

export const VIEWS = Object.freeze(["network", "step", "landscape", "compare", "transfer"]);
