// @ts-check
// What can be done to the network: its layers and units, its numbers, its templates.
import { createEditActions } from "./edit_number.js";
import { createReshapeActions } from "./reshape.js";
import { createTemplateActions } from "./templates.js";

/** @param {import("../conductor.js").Desk} desk */
export const createNetworkActions = (desk) => ({
  ...createReshapeActions(desk), ...createEditActions(desk), ...createTemplateActions(desk),
});
