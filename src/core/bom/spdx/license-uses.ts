import { type LicensedSource, type LicenseStatement } from '../../licenses/statement';
import { relationNumber } from './columns';
import { type SpdxGraph } from './graph';
import { below, propertyNumber } from './table';

/** Which elements have which licences, and what models were made from: what relationships say. Elements go by number. */
export interface LicenseUses {
  licenses: readonly { license: number; of: number; role: LicenseStatement['role'] }[];
  sources: readonly { relationship: number; relation: LicensedSource['relation']; made: number; source: number }[];
}

/** Relationships that say what a model was made from. */
const LINEAGE: Readonly<Record<string, LicensedSource['relation']>> = {
  trainedOn: 'dataset',
  testedOn: 'dataset',
  descendantOf: 'base-model',
  ancestorOf: 'base-model',
};

/** Reads the licences and the lineage off the relationships of a graph. */
export function licenseUses(graph: SpdxGraph): LicenseUses {
  const { length, classes, ids, relations, starts, mentions } = graph.columns;
  const [from, to] = [propertyNumber('from'), propertyNumber('to')];
  const isRelationship = below('Relationship');
  const isPackage = below('software_Package');
  const isModel = below('ai_AIPackage');
  const declared = relationNumber('hasDeclaredLicense');
  const concluded = relationNumber('hasConcludedLicense');
  const lineage = new Map(Object.keys(LINEAGE).map((name) => [relationNumber(name), name]));
  const licenses: { license: number; of: number; role: LicenseStatement['role'] }[] = [];
  const sources: { relationship: number; relation: LicensedSource['relation']; made: number; source: number }[] = [];
  const said = new Set<number>();
  /** The elements at one end of a relationship. */
  const ends = (relationship: number, property: number): number[] => {
    const found: number[] = [];
    for (let m = starts[relationship]!; m < starts[relationship + 1]!; m += 2) {
      const owner = mentions[m] === property ? graph.ownerOf(mentions[m + 1]!) : -1;
      if (owner >= 0 && ids[owner] === mentions[m + 1]) found.push(owner);
    }
    return found;
  };
  for (let i = 0; i < length; i++) {
    const relation = relations[i]!;
    if (!relation || !classes[i] || !isRelationship[classes[i]! - 1]) continue;
    if (relation === declared || relation === concluded) {
      const role = relation === declared ? 'declared' : 'concluded';
      const [of] = ends(i, from);
      if (of === undefined) continue;
      for (const license of ends(i, to)) {
        // Files of one licence share a use: a document may have a hundred thousand of them.
        if (!isPackage[classes[of]! - 1]) {
          const use = license * 2 + (relation === declared ? 0 : 1);
          if (said.has(use)) continue;
          said.add(use);
        }
        licenses.push({ license, of, role });
      }
      continue;
    }
    const line = lineage.get(relation);
    if (line === undefined) continue;
    for (const start of ends(i, from))
      for (const end of ends(i, to)) {
        const [made, source] = line === 'ancestorOf' ? [end, start] : [start, end];
        if (!isModel[classes[made]! - 1]) continue;
        if (LINEAGE[line] === 'base-model' && !isModel[classes[source]! - 1]) continue;
        sources.push({ relationship: i, relation: LINEAGE[line]!, made, source });
      }
  }
  return { licenses, sources };
}
