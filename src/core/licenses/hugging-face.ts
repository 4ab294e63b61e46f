import { licenseIgnoringCase } from './catalogue';
import { replacementsOf } from './deprecated';

/** What a licence tag of Hugging Face stands for. */
export type HuggingFaceLicense =
  /** A licence of the SPDX list: the tag is its id in small letters (`same`) or another spelling (`alias`). */
  | { kind: 'same' | 'alias'; tag: string; id: string }
  /** A deprecated SPDX id that leaves open whether later versions are allowed. */
  | { kind: 'ambiguous'; tag: string; id: string; alternatives: readonly string[] }
  /** A family of licences: which one is not said. */
  | { kind: 'family'; tag: string; name: string }
  /** A licence that is not on the SPDX list. */
  | { kind: 'reference'; tag: string; id: string }
  /** The card says it in `license_name` and `license_link`. */
  | { kind: 'other'; tag: 'other' }
  | { kind: 'unknown'; tag: 'unknown' };

/** Tags that equal an SPDX id but for case (hub-docs, docs/hub/repositories-licenses.md, August 2026). */
const SAME = `apache-2.0 mit afl-3.0 artistic-2.0 bsl-1.0 bsd-2-clause bsd-3-clause bsd-3-clause-clear cc0-1.0 cc-by-2.0
cc-by-2.5 cc-by-3.0 cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nd-4.0
cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cdla-sharing-1.0 cdla-permissive-1.0
cdla-permissive-2.0 wtfpl ecl-2.0 epl-1.0 epl-2.0 etalab-2.0 eupl-1.1 eupl-1.2 isc lppl-1.3c ms-pl mpl-2.0 openmdw-1.0
osl-3.0 postgresql ofl-1.1 ncsa unlicense zlib`.split(/\s+/);
const AMBIGUOUS = ['agpl-3.0', 'gpl-2.0', 'gpl-3.0', 'lgpl-2.1', 'lgpl-3.0'];
const ALIASES: Record<string, string> = {
  'c-uda': 'C-UDA-1.0',
  'odc-by': 'ODC-By-1.0',
  odbl: 'ODbL-1.0',
  pddl: 'PDDL-1.0',
  'lgpl-lr': 'LGPLLR',
};
const FAMILIES: Record<string, string> = {
  bsd: 'BSD',
  cc: 'Creative Commons',
  gfdl: 'GNU Free Documentation License',
  gpl: 'GNU General Public License',
  lgpl: 'GNU Lesser General Public License',
  openrail: 'OpenRAIL',
};
const NOT_LISTED = `bigscience-openrail-m creativeml-openrail-m bigscience-bloom-rail-1.0 bigcode-openrail-m openrail++
openmdw-1.1 llama2 llama3 llama3.1 llama3.2 llama3.3 llama4 gemma grok2-community apple-ascl apple-amlr
deepfloyd-if-license fair-noncommercial-research-license h-research intel-research`.split(/\s+/);

/** Every tag that a card may have in `license`. */
export const HUGGING_FACE_TAGS: readonly string[] = [
  ...SAME,
  ...AMBIGUOUS,
  ...Object.keys(ALIASES),
  ...Object.keys(FAMILIES),
  ...NOT_LISTED,
  'other',
  'unknown',
];

let byTag: Map<string, HuggingFaceLicense> | undefined;

/** What a tag stands for, in any case; undefined for what is no tag. */
export function huggingFaceLicense(tag: string): HuggingFaceLicense | undefined {
  byTag ??= new Map(HUGGING_FACE_TAGS.map((known) => [known, read(known)]));
  return byTag.get(tag.toLowerCase());
}

function read(tag: string): HuggingFaceLicense {
  if (tag === 'other' || tag === 'unknown') return { kind: tag, tag } as HuggingFaceLicense;
  const family = FAMILIES[tag];
  if (family) return { kind: 'family', tag, name: family };
  if (NOT_LISTED.includes(tag)) return { kind: 'reference', tag, id: referenceFor(tag) };
  const alias = ALIASES[tag];
  if (alias) return { kind: 'alias', tag, id: alias };
  const { id } = licenseIgnoringCase(tag)!;
  return AMBIGUOUS.includes(tag)
    ? { kind: 'ambiguous', tag, id, alternatives: replacementsOf(id) }
    : { kind: 'same', tag, id };
}

/** The `LicenseRef-` id for a licence that is not on the SPDX list. Only letters, digits, `.` and `-` may stand in it. */
export function referenceFor(name: string): string {
  const plain = name
    .trim()
    .replace(/\+\+/g, '-plus-plus')
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^-|-$/g, '');
  return `LicenseRef-${plain || 'unnamed'}`;
}

/** Tags that name another licence than people who write them mostly mean: `bsl-1.0` is Boost, not Business Source. */
export function easilyConfused(tag: string): { means: string; taken: string } | undefined {
  return tag.toLowerCase() === 'bsl-1.0' ? { means: 'BSL-1.0', taken: 'BUSL-1.1' } : undefined;
}
