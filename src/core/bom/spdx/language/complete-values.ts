import { type Completion } from '../../../language/features';
import { TabStop } from '../../../language/insert';
import { order } from '../../../language/items';
import { t } from '../../../l10n';
import { LIST_VERSION } from '../../../licenses/catalogue';
import { instantiable, isA, spdxClass, spdxClasses, spdxEnum, type SpdxProperty } from '../table';
import { contextUrl } from '../version';
import { candidates, type Candidate } from './candidates';
import { classMeaning } from './class-meanings';
import { completeObjects } from './complete-objects';
import { wrapped, type Completing } from './completing';
import { idFacts } from './facts';
import { propertyNamed, targetOf } from './properties';
import { valueMeaning } from './value-meanings';

/** What a relationship leads to, where its type tells (SPDX 3.0.1, RelationshipType). */
const ENDS: Readonly<Record<string, string>> = {
  hasConcludedLicense: 'simplelicensing_AnyLicenseInfo',
  hasDeclaredLicense: 'simplelicensing_AnyLicenseInfo',
  hasDataFile: 'software_SoftwareArtifact',
  hasAssociatedVulnerability: 'security_Vulnerability',
  invokedBy: 'Agent',
  availableFrom: 'Agent',
  foundBy: 'Agent',
  reportedBy: 'Agent',
  publishedBy: 'Agent',
};

/** Classes that come first in a list of types. */
const FIRST = ['ai_', 'dataset_', 'software_', 'simplelicensing_'];

/** What can be written as the value at the cursor. */
export function completeValues(at: Completing): Completion[] {
  const { key } = at;
  switch (key) {
    case undefined:
      return completeObjects(at);
    case '@context':
      return [plain(at, contextUrl('3.0.1'), 'SPDX 3.0.1', 0), plain(at, contextUrl('3.0.0'), 'SPDX 3.0.0', 1)];
    case 'type':
      return types(at);
    case 'spdxId':
      return newIds(at);
    case 'value':
      return at.holder === 'simplelicensing_customIdToUri' ? texts(at) : [];
  }
  const property = propertyNamed(key);
  return property ? ofProperty(at, property) : [];
}

function ofProperty(at: Completing, property: SpdxProperty): Completion[] {
  switch (property.type) {
    case 'enum':
      return enumeration(at, property);
    case 'class':
      return spdxClass(property.target!)!.element || property.target === 'CreationInfo'
        ? ids(at, property.target!)
        : completeObjects(at);
    case 'boolean':
      return ['true', 'false'].map((word, index) => ({
        label: word,
        kind: 'value',
        sortText: order(0, index),
        ...at.insert.value(wrapped(at, new TabStop(word, [], true))),
      }));
    case 'dateTime':
      return [plain(at, at.pieces.time(), t('today'), 0)];
    case 'string':
      if (property.name === 'specVersion') return [plain(at, '3.0.1', t('the version of the specification'), 0)];
      return property.pattern === 'semver' ? [plain(at, LIST_VERSION, t('the newest known here'), 0)] : [];
    default:
      return [];
  }
}

function enumeration(at: Completing, { target }: SpdxProperty): Completion[] {
  return [...spdxEnum(target!)!]
    .filter((value) => !at.others.has(value))
    .map((value, index) => {
      const meaning = valueMeaning(target!, value);
      return {
        label: value,
        kind: 'enum',
        ...(meaning === undefined
          ? {}
          : target === 'RelationshipType'
            ? { documentation: meaning }
            : { detail: meaning }),
        sortText: order(0, index),
        ...at.insert.value(wrapped(at, value)),
      };
    });
}

/** The classes that the property above asks for; in the graph, those of elements. */
function types(at: Completing): Completion[] {
  const asked = at.holder === undefined ? undefined : targetOf(at.holder);
  const classes = asked
    ? instantiable(asked)
    : [...spdxClasses().values()].filter((c) => !c.abstract && (c.element || c.name === 'CreationInfo'));
  const rank = (name: string): number => {
    const index = FIRST.findIndex((prefix) => name.startsWith(prefix));
    return index < 0 ? FIRST.length : index;
  };
  return classes.map((of, index) => ({
    label: of.name,
    kind: 'enum',
    detail: classMeaning(of.name)!,
    sortText: order(rank(of.name), index),
    ...at.insert.value(of.name),
  }));
}

/** An id for the element at the cursor: by its name where it has one. */
function newIds(at: Completing): Completion[] {
  const { document, pieces, siblings } = at;
  const name = siblings.get('name') ?? '';
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const id = slug ? `${pieces.base()}#${slug}` : undefined;
  return id === undefined || document.graph.definitionOf(id) ? [] : [plain(at, id, name, 0)];
}

/** What stands for a `LicenseRef-` or `AdditionRef-`: the elements that have texts. */
function texts(at: Completing): Completion[] {
  return [
    'simplelicensing_SimpleLicensingText',
    'expandedlicensing_CustomLicense',
    'expandedlicensing_CustomLicenseAddition',
  ].flatMap((name) => candidates(at.document, name, at.cursor.typed).map((candidate) => reference(at, candidate, 0)));
}

/** The ids of the elements that fit, those first that fit best. */
function ids(at: Completing, target: string): Completion[] {
  const { document, siblings, key, cursor, others } = at;
  const end = key === 'to' ? relationTarget(siblings.get('relationshipType')) : undefined;
  const best = end ?? (key === 'rootElement' ? 'Artifact' : target);
  const found = [
    ...candidates(document, best, cursor.typed),
    ...(best === target ? [] : candidates(document, target, cursor.typed)),
  ];
  const unique = [...new Map(found.map((candidate) => [candidate.id, candidate])).values()];
  return unique
    .filter(({ id }) => !others.has(id) && id !== siblings.get('spdxId'))
    .map((candidate, index) => {
      const fits = isA(candidate.class, best) && (end === undefined || !candidate.individual);
      return { ...reference(at, candidate, index), sortText: order(fits ? 0 : candidate.individual ? 2 : 1, index) };
    });
}

function relationTarget(type: string | undefined): string | undefined {
  if (type === 'trainedOn' || type === 'testedOn') return 'dataset_DatasetPackage';
  return type === undefined || !Object.hasOwn(ENDS, type) ? undefined : ENDS[type];
}

function reference(at: Completing, { id, class: of, name, individual }: Candidate, index: number): Completion {
  return {
    label: id,
    kind: 'value',
    detail: individual ? of : `${name} · ${of}`,
    documentation: idFacts(at.document, id),
    // Found by its name as well.
    filterText: individual ? id : `${id} ${name}`,
    sortText: order(0, index),
    ...at.insert.value(wrapped(at, id)),
  };
}

function plain(at: Completing, value: string, detail: string, index: number): Completion {
  return { label: value, kind: 'value', detail, sortText: order(0, index), ...at.insert.value(wrapped(at, value)) };
}
