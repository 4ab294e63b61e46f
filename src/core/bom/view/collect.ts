import { placeholderType } from '../../generate/to-do';
import { type FactName, LABELS } from './fields';
import { below, get, isObject, text, type Json } from './json';
import { type BomComponent, type BomRelation, type ComponentKind, type Fact, type Pointer } from './view';

/** Facts while they are collected. */
export class FactCollector {
  readonly facts = new Map<FactName, Fact[]>();

  /** Adds a fact as it is written, marked where it says that nothing is known, or keeps a place for what is still to be written. */
  add(name: FactName, written: Fact): void {
    if (!written.value.trim() && written.key === undefined) return;
    const fact: Fact = saysNothing(written.value) ? { ...written, unknown: true } : written;
    const known = this.facts.get(name);
    if (known) known.push(fact);
    else this.facts.set(name, [fact]);
  }

  /** Takes a value as it is written: a text, number or yes-no value, a dictionary entry, or a list of such. */
  take(name: FactName, value: Json | undefined, path: Pointer): void {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) this.take(name, item, below(path, index));
    } else if (isObject(value)) {
      const key = text(value, 'key');
      if (key !== undefined) this.add(name, { key, value: scalarText(get(value, 'value')) ?? '', path });
    } else {
      const written = scalarText(value);
      if (written !== undefined) this.add(name, { value: written, path });
    }
  }
}

/** A value as text; undefined for what is no single value. */
export function scalarText(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** How formats and people say that something is not known: SPDX terms with and without their IRIs, and plain words. */
const UNKNOWN = /(?:^|\/|_)no[ _-]?assertion(?:element|license)?$|^unknown$/i;

function saysNothing(value: string): boolean {
  return UNKNOWN.test(value.trim()) || placeholderType(value) !== undefined;
}

/** Texts in which labels are looked for. */
const LABELLED_TEXTS: readonly FactName[] = ['application', 'training', 'description', 'comment', 'limitation'];

/** A label at the beginning of a line or sentence, and what follows up to the end of the line. */
const LABEL = /(?:^|[\n.;])[ \t]*([A-Z][a-z ]{3,40}):[ \t]*(\S[^\n]*)/g;

/** Adds what texts and properties say behind the labels of docs/readiness.md. */
export function addLabelled(into: FactCollector): void {
  for (const name of LABELLED_TEXTS)
    for (const { value, path } of into.facts.get(name) ?? [])
      for (const [, label, rest] of value.matchAll(LABEL)) {
        const labelled = LABELS.get(label!.trim().toLowerCase());
        if (labelled) into.add(labelled, { value: rest!, path });
      }
  for (const name of ['property', 'hyperparameter'] as const)
    for (const { key, value, path } of into.facts.get(name) ?? []) {
      const labelled = LABELS.get((key ?? '').trim().replaceAll('_', ' ').toLowerCase());
      if (labelled) into.add(labelled, { value, path });
    }
}

/** A component while its facts are collected. */
export interface Draft {
  id: string;
  kind: ComponentKind;
  path: Pointer;
  collector: FactCollector;
}

export function componentOf({ id, kind, path, collector }: Draft): BomComponent {
  addLabelled(collector);
  return { id, kind, path, name: collector.facts.get('name')?.[0]?.value ?? id, facts: collector.facts };
}

/** Relation types that say the same of their component as a field would. */
const FACT_OF_RELATION: Readonly<Record<string, FactName>> = {
  dependsOn: 'dependency',
  hasDynamicLink: 'dependency',
  hasStaticLink: 'dependency',
  hasPrerequisite: 'dependency',
  hasProvidedDependency: 'dependency',
  hasOptionalDependency: 'dependency',
  hasDependencyManifest: 'dependency',
  usesTool: 'dependency',
  contains: 'part',
  hasDataFile: 'part',
  hasDistributionArtifact: 'part',
  trainedOn: 'trainedOn',
  testedOn: 'testedOn',
  usesData: 'usesData',
  descendantOf: 'baseModel',
};

/** Adds to each component what its relations say of it. */
export function addRelationFacts(drafts: readonly Draft[], relations: readonly BomRelation[]): void {
  const byId = new Map(drafts.map((draft) => [draft.id, draft]));
  for (const { type, from, to, path } of relations) {
    const name = FACT_OF_RELATION[type];
    if (!name) continue;
    const fact = (id: string) => ({ value: byId.get(id)?.collector.facts.get('name')?.[0]?.value ?? id, path });
    byId.get(from)?.collector.add(name, fact(to));
    if (name === 'part')
      for (const hash of byId.get(to)?.collector.facts.get('hash') ?? [])
        byId.get(from)?.collector.add('partHash', hash);
    if (name === 'trainedOn' || name === 'testedOn') byId.get(from)?.collector.add('usesData', fact(to));
    if (name === 'trainedOn' || name === 'testedOn' || name === 'usesData')
      byId.get(to)?.collector.add('usedBy', fact(from));
  }
}

/** `SHA-256`, `sha256` and `sha_256` are one algorithm. */
export function algorithmName(written: string): string {
  return written
    .toLowerCase()
    .replace(/^sha-?(1|224|256|384|512)$/, 'sha$1')
    .replace(/^sha3[-_](\d+)$/, 'sha3-$1')
    .replace(/^(blake2b)[-_]?(\d+)$/, '$1-$2');
}

/** Types of external references, in either format, that are about security. */
const SECURITY_POLICY = /^(?:securityPolicy|security-contact|rfc-9116|vulnerabilityDisclosureReport)$/;
const SECURITY_EVIDENCE =
  /^(?:risk-?Assessment|certification-?Report|secure-?Software-?Attestation|attestation|threat-model|securityThreatModel|adversary-model|securityAdversaryModel|pentest-report|securityPenTestReport|(?:static|dynamic|runtime|component)-?analysis-?report|quality-?Assessment-?Report|maturity-report|securityOther)$/i;

/** Adds an external reference, and what its type says besides. */
export function addReference(into: FactCollector, type: string | undefined, url: string, path: Pointer, comment = '') {
  const fact: Fact = { value: url, path, ...(type ? { key: type } : {}) };
  into.add('reference', fact);
  if (type && SECURITY_POLICY.test(type)) into.add('securityPolicy', fact);
  if (type && SECURITY_EVIDENCE.test(type)) into.add('securityEvidence', fact);
  const labelled = LABELS.get(
    comment
      .trim()
      .replace(/[:.].*$/s, '')
      .toLowerCase(),
  );
  if (labelled) into.add(labelled, { value: url, path });
}
