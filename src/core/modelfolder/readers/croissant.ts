import { agentOf, hubIdOf, timeOf, webAddress } from '../identifiers';
import { type Agent, type DatasetStatement } from '../inventory';
import { licenseStatement } from '../licenses';
import { jsonOf, type Place } from '../place';
import { type Reader } from '../reader';
import { datasetOf } from '../references';

/** Kinds of content by the types of fields (Croissant 1.0, "DataType"). */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/ImageObject/, 'image'],
  [/AudioObject/, 'audio'],
  [/VideoObject/, 'video'],
  [/(?:^|[:/])Text$/, 'text'],
  [/(?:^|[:/])(?:Integer|Float|Number)$/, 'numeric'],
  [/(?:^|[:/])(?:Date|DateTime|Time)$/, 'timestamp'],
];

/** Metadata of a dataset in Croissant (docs.mlcommons.org/croissant, 1.0 and 1.1), with its vocabulary for responsible AI. */
export const croissant: Reader = {
  id: 'croissant',
  pattern: /(?:^|\/)(?:[^/]*croissant[^/]*|metadata|dataset_metadata)\.json(?:ld)?$/i,
  read(file, draft) {
    const root = jsonOf(file, 'croissant');
    const conforms =
      root.get('conformsTo').text ?? root.get('dct:conformsTo').text ?? root.get('conformsTo', '@id').text ?? '';
    if (!/mlcommons\.org\/croissant/.test(conforms) && !/croissant/i.test(file.path)) return;
    const name = root.get('name');
    if (name.text === undefined) return;
    draft.add('datasets', statementOf(root, name.text, file.path), name.source);
  },
};

function statementOf(root: Place, name: string, path: string): DatasetStatement {
  const text = (...keys: string[]) => keys.map((key) => root.get(key).text).find((value) => value !== undefined);
  const url = webAddress(text('url', '@id') ?? '');
  const license = licenseOf(root.get('license'));
  const creators = root
    .get('creator')
    .items()
    .map(creatorOf)
    .filter((agent) => agent !== undefined);
  const published = timeOf(text('datePublished') ?? '');
  const created = timeOf(text('dateCreated') ?? '');
  const sizes = root
    .get('distribution')
    .items()
    .map((each) => bytesOf(each.get('contentSize').text));
  const types = typesOf(root);
  const sensitive = said(root, 'rai:personalSensitiveInformation');
  const hub = /^https:\/\/(?:huggingface\.co|hf\.co)\/datasets\//i.test(url ?? '') ? hubIdOf(url!) : undefined;
  return {
    ...(hub === undefined ? { name } : { ...datasetOf(hub), name }),
    role: 'trained',
    path,
    ...(url !== undefined && { url }),
    ...(license && { license }),
    ...defined('description', text('description')),
    ...defined('version', text('version', 'sc:version')),
    ...defined('citation', text('citeAs', 'citation')),
    ...(types.length > 0 && { types }),
    // A size that is only known of some files is not that of the dataset.
    ...(sizes.length > 0 &&
      sizes.every((size) => size !== undefined) && { size: sizes.reduce((sum, size) => sum + size, 0) }),
    ...(creators.length > 0 && { creators }),
    ...(published !== undefined && { published }),
    ...(created !== undefined && { created }),
    ...defined('collection', said(root, 'rai:dataCollection')),
    ...list('preprocessing', said(root, 'rai:dataPreprocessingProtocol')),
    ...list('biases', said(root, 'rai:dataBiases')),
    ...defined('uses', said(root, 'rai:dataUseCases')),
    ...defined('maintenance', said(root, 'rai:dataReleaseMaintenancePlan')),
    ...(sensitive !== undefined && {
      sensitiveInformation: sensitive,
      ...(isNone(sensitive) ? { sensitive: 'no' as const } : {}),
    }),
    ...(url !== undefined && { availability: 'directDownload' as const }),
  };
}

function defined<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, string>);
}

function list<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string[]>> {
  return value === undefined ? {} : ({ [key]: [value] } as Record<Key, string[]>);
}

/** A statement that may be one text or several. */
function said(root: Place, key: string): string | undefined {
  const texts = root
    .get(key)
    .texts()
    .map(({ value }) => value);
  return texts.length ? texts.join('\n') : undefined;
}

const isNone = (text: string) => /^(?:none|no|not applicable|n\/a)\.?$/i.test(text);

function licenseOf(place: Place): DatasetStatement['license'] {
  const first = place.items()[0];
  const written = first?.text ?? first?.get('name').text ?? first?.get('url').text;
  if (written === undefined) return undefined;
  const url = webAddress(written);
  const [, id] = /^https?:\/\/spdx\.org\/licenses\/([\w.+-]+?)(?:\.html)?$/.exec(written) ?? [];
  const [, kind, version] = /^https?:\/\/creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)/.exec(written) ?? [];
  const named =
    id ??
    (kind === undefined ? undefined : `CC-${kind.toUpperCase()}-${version}`) ??
    (/creativecommons\.org\/publicdomain\/zero\/1\.0/.test(written) ? 'CC0-1.0' : written);
  return licenseStatement(named, { scope: 'data', ...(url !== undefined && { url }) });
}

function creatorOf(place: Place): Agent | undefined {
  const name = place.text ?? place.get('name').text;
  if (name === undefined) return undefined;
  const type = place.get('@type').text ?? '';
  const kind = /Organization$/.test(type) ? 'organization' : /Person$/.test(type) ? 'person' : undefined;
  const agent = agentOf(name, kind);
  const url = webAddress(place.get('url').text ?? '');
  return agent && { ...agent, ...(url !== undefined && { url }) };
}

function typesOf(root: Place): string[] {
  const found = new Set<string>();
  for (const record of root.get('recordSet').items())
    for (const field of record.get('field').items())
      for (const { value } of field.get('dataType').texts()) {
        const type = TYPES.find(([pattern]) => pattern.test(value))?.[1];
        if (type !== undefined) found.add(type);
      }
  return [...found];
}

/** Sizes are written as `1.2 GB`, or in bytes. */
function bytesOf(written: string | undefined): number | undefined {
  const [, number, unit = ''] = /^([\d.]+)\s*([KMGT]i?)?B?$/i.exec(written?.trim() ?? '') ?? [];
  if (number === undefined || !Number.isFinite(Number(number))) return undefined;
  const power = ['', 'K', 'M', 'G', 'T'].indexOf(unit.slice(0, 1).toUpperCase());
  return Math.round(Number(number) * (unit.length > 1 ? 1024 : 1000) ** power);
}
