// Made by scripts/generate/spdx-table.mjs from scripts/generate/spdx-meanings.txt. Do not edit.
/** Lines of: name of a class or property, or Enumeration.value; a tab; its meaning. */
export const SPDX_MEANINGS = ``;
