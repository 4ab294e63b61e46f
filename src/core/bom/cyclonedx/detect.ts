import { type Detector } from '../../documents/detect';
import { baseName } from '../../findings/context';

const NAME = /\.cdx\.json$/i;
const JSON_START = /^\ufeff?\s*\{/;
/** A misspelt format is a finding, not another format. */
const FORMAT = /"bomFormat"\s*:\s*"\s*Cyclone[\s_-]?DX/i;
const SCHEMA = /"\$schema"\s*:\s*"https?:\/\/cyclonedx\.org\/schema\/bom-/;

/** How much of a text is looked at to tell its kind, in UTF-16 code units. */
const HEAD = 64 * 1024;

/** CycloneDX in JSON, by the name `*.cdx.json` or by what it says; `bom.json` may be anything. */
export const cyclonedxDetector: Detector = {
  id: 'cyclonedx',
  hasName: (path) => NAME.test(baseName(path)),
  hasText(text) {
    const head = text.length > HEAD ? text.slice(0, HEAD) : text;
    return JSON_START.test(head) && (FORMAT.test(head) || SCHEMA.test(head));
  },
};
