import { type Detector } from '../../documents/detect';
import { baseName } from '../../findings/context';

const NAME = /\.spdx3\.json$/i;
/** The context of SPDX 3, whatever the version; SPDX 2 has none. */
const CONTEXT = /"@context"\s*:\s*(?:\[\s*)?"https?:\/\/spdx\.org\/rdf\//;
const GRAPH = /"(?:@graph|elements)"\s*:\s*\[/;
/** Words that only elements of SPDX 3 have: properties with their version-3 names, and types with a profile's prefix. */
const ELEMENT =
  /"(?:spdxId|creationInfo)"\s*:|"(?:type|@type)"\s*:\s*"(?:CreationInfo|SpdxDocument|(?:ai|dataset|software|simplelicensing|expandedlicensing|security|build)_\w+)"/i;
const VERSION_2 = /"spdxVersion"\s*:\s*"SPDX-2/;
const JSON_START = /^\ufeff?\s*\{/;

/** How much of a text is looked at to tell its kind, in UTF-16 code units. */
const HEAD = 64 * 1024;

/** SPDX 3 documents in JSON-LD, by the name `*.spdx3.json` or by what they say. `*.spdx.json` may be SPDX 2 as well. */
export const spdxDetector: Detector = {
  id: 'spdx',
  hasName: (path) => NAME.test(baseName(path)),
  hasText(text) {
    const head = text.length > HEAD ? text.slice(0, HEAD) : text;
    if (!JSON_START.test(head) || VERSION_2.test(head)) return false;
    return CONTEXT.test(head) || (GRAPH.test(head) && ELEMENT.test(head));
  },
};
