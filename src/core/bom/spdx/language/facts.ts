import { inlineCode } from '../../../language/markdown';
import { t } from '../../../l10n';
import { describeLicense } from '../../../licenses/language/describe';
import { holdsIds, type SpdxDocument } from '../document';
import { individualClass } from '../table';
import { asScalar, entryOf, type MapNode } from '../../../text/tree';
import { importOf, mapOf, shortNameOf } from './lookup';

/** What tells most about an element, in this order. */
const TELLING = [
  'relationshipType',
  'from',
  'to',
  'simplelicensing_licenseExpression',
  'software_packageVersion',
  'software_primaryPurpose',
  'suppliedBy',
  'originatedBy',
  'createdBy',
  'created',
  'builtTime',
  'releaseTime',
  'specVersion',
  'software_downloadLocation',
  'ai_typeOfModel',
  'ai_domain',
  'dataset_datasetType',
  'dataset_datasetAvailability',
  'profileConformance',
  'rootElement',
  'summary',
  'description',
] as const;

const MOST_FACTS = 8;
const MOST_VALUES = 5;

/** What an id stands for: class, name and main facts of the element, as Markdown. */
export function idFacts(document: SpdxDocument, id: string): string {
  const individual = individualClass(id);
  if (individual !== undefined) return individualFacts(id);
  const map = mapOf(document, id);
  if (!map) return absentFacts(document, id);
  const element = document.graph.definitionOf(id)!;
  const type = text(map, 'type') ?? t('no type');
  const name = text(map, 'name');
  const head = name === undefined ? `**${type}**` : `**${inlineCode(name)}** · ${type}`;
  const lines = TELLING.flatMap((key) => {
    const value = entryOf(map, key)?.value;
    const values = value?.kind === 'list' ? value.items.map((item) => asScalar(item.value)) : [asScalar(value)];
    const words = values.flatMap((node) => (node ? [said(document, key, node.text)] : []));
    return words.length ? [`- ${key}: ${shortened(words)}`] : [];
  });
  const licenses = element.inner ? [] : licenseLines(document, id);
  const facts = [...lines.slice(0, MOST_FACTS), ...licenses];
  return facts.length ? `${head}\n\n${facts.join('\n')}` : head;
}

/** What is declared and concluded about the licence of an element. */
function licenseLines(document: SpdxDocument, id: string): string[] {
  const { graph } = document;
  const found = new Map<string, string[]>();
  for (const user of graph.usersOf(id)) {
    const { relation } = graph.elements[user]!;
    if (relation !== 'hasDeclaredLicense' && relation !== 'hasConcludedLicense') continue;
    if (graph.mentioned(user, 'from')[0] !== id) continue;
    const licenses = graph.mentioned(user, 'to').map((license) => inlineCode(licenseName(document, license)));
    found.set(relation, [...(found.get(relation) ?? []), ...licenses]);
  }
  return [...found].sort().map(([relation, licenses]) => `- ${relation}: ${shortened(licenses)}`);
}

/** A licence in short: its expression, or its name. */
export function licenseName(document: SpdxDocument, id: string): string {
  const expression = text(mapOf(document, id), 'simplelicensing_licenseExpression');
  return expression ?? shortNameOf(document, id).replace('https://spdx.org/licenses/', '');
}

function said(document: SpdxDocument, key: string, value: string): string {
  return inlineCode(holdsIds(key) ? shortNameOf(document, value) : value);
}

function shortened(words: readonly string[]): string {
  const more = words.length - MOST_VALUES;
  return more > 0 ? `${words.slice(0, MOST_VALUES).join(', ')} ${t('and {0} more', more)}` : words.join(', ');
}

function individualFacts(id: string): string {
  switch (id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf('_')) + 1)) {
    case 'NoneElement':
      return t('There is none, and that is known.');
    case 'NoneLicense':
    case 'None':
      return t('There is no licence, and that is known.');
    case 'NoAssertionLicense':
    case 'NoAssertion':
      return t('Nothing is said about the licence.');
    case 'NoAssertionElement':
      return t('Nothing is said about whether there are any, or which.');
    default:
      return t('The SPDX project.');
  }
}

/** Of an id that nothing in the file has. */
function absentFacts(document: SpdxDocument, id: string): string {
  const imported = importOf(document, id);
  if (imported) {
    const hint = text(imported.map, 'locationHint');
    const elsewhere = t('Defined in another document.');
    return hint === undefined ? elsewhere : `${elsewhere} ${t('It may be found at {0}.', inlineCode(hint))}`;
  }
  const license = /^https?:\/\/spdx\.org\/licenses\/([^/#]+)$/.exec(id)?.[1];
  if (license !== undefined) return describeLicense(license);
  return t('Nothing in this document has this id.');
}

/** What a relationship says, with the names of both ends: `**model** trainedOn **data**`. */
export function relationSentence(document: SpdxDocument, relationship: MapNode): string | undefined {
  const ends = (key: string): string[] => {
    const value = entryOf(relationship, key)?.value;
    const nodes = value?.kind === 'list' ? value.items.map((item) => asScalar(item.value)) : [asScalar(value)];
    return nodes.flatMap((node) => (node ? [inlineCode(shortNameOf(document, node.text))] : []));
  };
  const from = ends('from');
  const to = ends('to');
  return from.length && to.length ? `${shortened(from)} → ${shortened(to)}` : undefined;
}

function text(map: MapNode | undefined, key: string): string | undefined {
  const node = asScalar(entryOf(map, key)?.value);
  return typeof node?.value === 'string' && node.text !== '' ? node.text : undefined;
}
