import { Mark, relationNumber } from '../columns';
import { type SpdxGraph } from '../graph';
import { below, propertyNumber } from '../table';
import { type Say } from './graph';
import { LICENSE_RELATIONS, type LicenseRelation } from './relations';

/** What has to have a declared and a concluded licence (AI.md, Dataset.md of SPDX 3.0.1), with the profile that says so. */
const LICENSED: readonly (readonly [string, string])[] = [
  ['ai_AIPackage', 'ai'],
  ['dataset_DatasetPackage', 'dataset'],
];

interface Known {
  /** Numbers of the relationships of each kind. */
  relations: Record<LicenseRelation, number[]>;
  /** Has a relationship that may be one of these: its kind is missing or means nothing. */
  unclear: boolean;
}

/** Every model and every dataset has exactly one declared and one concluded licence. */
export function checkLicenses(graph: SpdxGraph, say: Say): void {
  const { elements, ids } = graph;
  const from = propertyNumber('from');
  const to = propertyNumber('to');
  const claims = new Set<string>();
  const licensed = new Map<number, Known>();
  const demanding = new Map<number, string>();
  const { length, classes, ids: own, marks, mentions, relations, starts } = graph.columns;
  const isPackage = below('software_Package');
  const isRelationship = below('Relationship');
  for (let i = 0; i < length; i++) {
    if (marks[i]! & Mark.collection) for (const claim of elements[i]!.claims) claims.add(claim);
    const number = classes[i]! - 1;
    const id = own[i]!;
    if (number < 0 || !isPackage[number] || id < 0 || graph.ownerOf(id) !== i) continue;
    const found = LICENSED.find(([name]) => below(name)[number]);
    if (!found) continue;
    licensed.set(id, { relations: { hasDeclaredLicense: [], hasConcludedLicense: [] }, unclear: false });
    demanding.set(id, found[1]);
  }
  if (!licensed.size) return;
  // Relationships that start at nothing: each may be the one that is missed elsewhere.
  const stray = { hasDeclaredLicense: false, hasConcludedLicense: false };
  const [first, second] = LICENSE_RELATIONS.map(relationNumber);
  for (let i = 0; i < length; i++) {
    // What has no class may be a relationship, and one without a type may be of any.
    if (classes[i] && !isRelationship[classes[i]! - 1]) continue;
    const relation = relations[i]!;
    const kind = relation === first ? LICENSE_RELATIONS[0] : relation === second ? LICENSE_RELATIONS[1] : undefined;
    if (!kind && relation) continue;
    let started = false;
    for (let m = starts[i]!; m < starts[i + 1]!; m += 2) {
      if (mentions[m] !== from) continue;
      const id = mentions[m + 1]!;
      started ||= graph.ownerOf(id) >= 0;
      const known = licensed.get(id);
      if (!known) continue;
      if (kind) known.relations[kind].push(i);
      else known.unclear = true;
    }
    if (!started && kind) stray[kind] = true;
  }
  for (const [id, { relations: found, unclear }] of licensed) {
    const element = graph.ownerOf(id);
    const claimed = claims.has(demanding.get(id)!) ? 'yes' : undefined;
    const missing = LICENSE_RELATIONS.filter((kind) => !found[kind].length && !unclear && !stray[kind]);
    if (missing.length)
      say(element, 'spdx/license-relationship', [], 'head', {
        id: ids.text(id),
        missing: missing.join(' '),
        claimed,
        other: LICENSE_RELATIONS.find((kind) => found[kind].length === 1 && !missing.includes(kind)),
        at: LICENSE_RELATIONS.map((kind) => found[kind][0]).find((at) => at !== undefined),
      });
    for (const kind of LICENSE_RELATIONS)
      for (const again of found[kind].slice(1))
        say(again, 'spdx/license-relationship', ['relationshipType'], 'value', {
          kind,
          first: found[kind][0]!,
          claimed,
        });
    const [declared, concluded] = LICENSE_RELATIONS.map((kind) => found[kind][0]);
    if (declared === undefined || concluded === undefined || elements[concluded]!.commented) continue;
    const targets = (at: number): number[] =>
      elements[at]!.mentions.filter((_, m, all) => m % 2 === 1 && all[m - 1] === to).sort((a, b) => a - b);
    const both = [targets(declared), targets(concluded)] as const;
    // Who concludes nothing contradicts nobody; a licence that is not there may be the same one.
    if (both[1].some((target) => /NoAssertion/.test(ids.text(target)))) continue;
    if (both.flat().some((target) => graph.ownerOf(target) < 0 && graph.classNumberOf(target) < 0)) continue;
    if (both[0].join() !== both[1].join())
      say(concluded, 'spdx/license-differs', ['relationshipType'], 'value', { declared });
  }
}
