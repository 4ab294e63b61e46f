import { type Report, type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { nearest } from '../../../text/similar';
import { asScalar, type ScalarNode } from '../../../text/tree';
import { type Use } from '../contents';
import { type CycloneDxDocument } from '../document';
import { valueAt } from '../values';
import { RELATED } from './newer-version';

/** Names that are compared with one that leads nowhere. */
const COMPARED = 5000;

/** Schemas 1.5 to 1.7, `refLinkType`: it names an element of the same document. */
export const danglingReference: Rule<CycloneDxDocument> = {
  id: 'cyclonedx/dangling-reference',
  title: 'Reference to nothing',
  help: 'No element of the document has this "bom-ref". The schema cannot see that; what reads the document loses the relation.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    if (!allNamesKnown(document)) return;
    for (const uses of dangling(document)) report(() => describe(document, uses));
  },
};

function describe(document: CycloneDxDocument, uses: readonly Use[]): Report {
  const { target } = uses[0]!;
  const [first, ...others] = uses.map(({ place }) => asScalar(document.spot(place).node)!);
  // "task-2" is no misspelt "task-1".
  const names = [...document.contents.names.keys()].filter((name) => digits(name) === digits(target));
  const meant = names.length <= COMPARED ? nearest(target, names) : undefined;
  return {
    at: first!,
    message: meant
      ? t('No element has the "bom-ref" "{0}". Did you mean "{1}"?', target, meant)
      : t('No element has the "bom-ref" "{0}".', target),
    related: others.slice(0, RELATED).map((at) => ({ at, message: t('It is named here as well.') })),
    fix: () => [
      meant
        ? { title: t('Change to "{0}"', meant), safe: false, edits: [first!, ...others].map(to(meant)) }
        : undefined,
    ],
  };
}

function digits(text: string): string {
  return text.replace(/\D+/g, ' ').trim();
}

function to(name: string): (node: ScalarNode) => { start: number; end: number; newText: string } {
  return ({ start, end }) => ({ start, end, newText: JSON.stringify(name) });
}

/** The uses of each name that nothing has. A BOM-Link names something in another document. */
function dangling(document: CycloneDxDocument): Use[][] {
  const { names, uses } = document.contents;
  const byTarget = new Map<string, Use[]>();
  for (const use of uses) {
    if (names.has(use.target) || use.target === '' || use.target.startsWith('urn:cdx:')) continue;
    const same = byTarget.get(use.target);
    if (same) same.push(use);
    else byTarget.set(use.target, [use]);
  }
  if (byTarget.size) for (const hidden of hiddenNames(document)) byTarget.delete(hidden);
  return [...byTarget.values()];
}

/** Of a damaged text, and of one where something else stands in place of a part, it is not known what it names. */
function allNamesKnown({ parsed, mistakes }: CycloneDxDocument): boolean {
  const lost = (mistakes['wrong-type'] ?? []).some(
    ({ path, params, value }) =>
      (typeof value !== 'object' || value === null) &&
      (path.at(-1) === 'bom-ref' || params.type === 'object' || params.type === 'array'),
  );
  const unnamed = mistakes['missing-property']?.some(({ key }) => key === 'bom-ref');
  return !parsed.damaged && !lost && !unnamed;
}

/** Names inside of what the schema has something against: that is reported there. */
function hiddenNames({ mistakes, value }: CycloneDxDocument): Set<string> {
  const found = new Set<string>();
  const collect = (inner: unknown, key: string): void => {
    if (typeof inner === 'object' && inner !== null)
      for (const [name, part] of Object.entries(inner)) collect(part, Array.isArray(inner) ? key : name);
    else if (key !== '') found.add(String(inner));
  };
  for (const { path, key, meant } of mistakes['unknown-property'] ?? [])
    if (meant === 'bom-ref') found.add(String(valueAt(value, [...path, key!])));
    else collect(valueAt(value, [...path, key!]), '');
  for (const { path } of mistakes['wrong-type'] ?? [])
    collect(valueAt(value, path), path.at(-1) === 'bom-ref' ? 'bom-ref' : '');
  return found;
}
