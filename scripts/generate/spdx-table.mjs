// The SPDX 3.0.1 class table of src/core/bom/spdx, from the text beside this script. It is embedded as it
// is, without comments, and unpacked at run time. test/conformance/spdx-table.test.ts compares them with the model.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The lines of a text without comments and empty ones. */
function lines(file) {
  return readFileSync(path.join(here, file), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
}

const quoted = (text) => `\`${text.replace(/[\\`$]/g, '\\$&')}\``;

/** The classes, properties and enumerations. */
export function spdxClassTable() {
  return `// Made by scripts/generate/spdx-table.mjs from scripts/generate/spdx-3.0.1.txt. Do not edit.
/** SPDX 3.0.1 in the notation that the source explains. */
export const SPDX_TABLE = ${quoted(lines('spdx-3.0.1.txt').join('\n'))};
`;
}
