import { Card } from '../../cards/document';
import { baseName } from '../../findings/context';
import { agentOf } from '../identifiers';
import { type DatasetStatement } from '../inventory';
import { licenseStatement, namedLicense } from '../licenses';
import { plainOf, proseOf, sectionsOf, type MarkdownSection } from '../markdown';
import { markdownOf, refuseBroken, type Place } from '../place';
import { type Reader } from '../reader';

const NAMED = /^(?:[^/]+\/)*(?:data(?:set)?[-_]?card|datasheet)[^/]*\.md$/i;

/** Kinds of content by what is in the names of tasks and modalities of the Hub. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/tabular/, 'structured'],
  [/time-?series/, 'timeseries'],
  [/video/, 'video'],
  [/audio|speech|voice/, 'audio'],
  [/image|visual|depth|object-detection|mask-generation/, 'image'],
  [/graph/, 'graph'],
  [
    /text|token|translation|summarization|question-answering|fill-mask|sentence|language|conversational|table-qa|ranking/,
    'text',
  ],
];

/** The sections of the Hub's template for datasets (huggingface_hub, templates/datasetcard_template.md). */
const SECTIONS: readonly (readonly [keyof DatasetStatement, RegExp])[] = [
  ['collection', /^(?:data collection|source data|initial data collection|curation rationale|collection process)/i],
  ['preprocessing', /^(?:data )?(?:pre-?)?processing|cleaning|labeling|annotation process/i],
  ['biases', /\bbias/i],
  ['sensitiveInformation', /personal and sensitive information|\bprivacy\b/i],
  ['anonymization', /anonymi[sz]ation/i],
  ['uses', /^(?:uses|direct use|intended use)/i],
  ['maintenance', /\bmaintenance\b|^updates?$/i],
  ['description', /^(?:dataset (?:description|summary)|summary|description)$/i],
];

/** The card of a dataset that lies with the model: in a folder of its own, or by its name. */
export const datasetCard: Reader = {
  id: 'dataset-card',
  pattern: /^(?:(?:[^/]+\/)+readme|(?:[^/]+\/)*(?:data(?:set)?[-_]?card|datasheet)[^/]*)\.md$/i,
  read(file, draft) {
    const { meta, text, body, parsed } = markdownOf(file, 'dataset-card');
    const card = new Card(parsed);
    const isNamed = NAMED.test(file.path);
    // A README of any other folder tells of that folder.
    if (!isNamed && card.content !== 'data') return;
    refuseBroken(parsed, 'YAML');
    const sections = sectionsOf(text, parsed.lines.positionAt(body).line);
    const title = sections
      .find(({ level }) => level === 1)
      ?.heading.replace(/^(?:dataset card|datasheet) (?:for|of)\s+/i, '')
      .trim();
    const folder = file.path.includes('/') ? baseName(file.path.slice(0, file.path.lastIndexOf('/'))) : undefined;
    const name = meta.get('pretty_name').text ?? (title || undefined) ?? folder;
    if (name === undefined) return;
    draft.add(
      'datasets',
      { ...metadataOf(meta), ...sectionsAbout(sections), name, role: 'trained', path: file.path },
      meta.get('pretty_name').exists ? meta.get('pretty_name').source : { path: file.path, reader: 'dataset-card' },
    );
    draft.add('links', { type: 'dataSheet', target: file.path }, { path: file.path, reader: 'dataset-card' });
  },
};

function metadataOf(meta: Place): Omit<DatasetStatement, 'name' | 'role'> {
  const texts = (key: string) =>
    meta
      .get(key)
      .texts()
      .map(({ value }) => value);
  const [tag] = texts('license');
  const other = meta.get('license_name').text;
  const license =
    tag !== undefined && /^other$/i.test(tag) && other !== undefined
      ? namedLicense(other, { scope: 'data' })
      : tag === undefined
        ? undefined
        : licenseStatement(tag, { scope: 'data' });
  const types = new Set(
    [
      ...texts('task_categories'),
      ...texts('modality'),
      ...texts('tags').filter((each) => /^modality:/.test(each)),
    ].flatMap((word) => TYPES.find(([pattern]) => pattern.test(word))?.[1] ?? []),
  );
  const infos = meta.get('dataset_info').items();
  const sizes = infos.map((info) => info.get('dataset_size').number ?? info.get('download_size').number);
  const rows = infos.flatMap((info) =>
    info
      .get('splits')
      .items()
      .map((split) => split.get('num_examples').number),
  );
  const sum = (numbers: readonly (number | undefined)[]) =>
    numbers.length > 0 && numbers.every((each) => each !== undefined)
      ? numbers.reduce((total, each) => total + each, 0)
      : undefined;
  const [size, count] = [sum(sizes), sum(rows)];
  const languages = texts('language');
  return {
    ...(license && { license }),
    ...(types.size > 0 && { types: [...types] }),
    ...(size !== undefined && { size }),
    ...(count !== undefined && { rows: count }),
    ...(languages.length > 0 && { languages }),
    ...(meta.entries().some(([key]) => key.startsWith('extra_gated_')) && { availability: 'clickthrough' as const }),
  };
}

function sectionsAbout(sections: readonly MarkdownSection[]): Partial<DatasetStatement> {
  const found: Record<string, string | string[] | DatasetStatement['creators']> = {};
  for (const { heading, lines } of sections) {
    const prose = proseOf(lines);
    for (const line of lines) {
      const [, by] = /^\s*[-*]\s+\*\*(?:Curated|Created) by[^:*]*:?\*\*:?\s*(\S.*)$/i.exec(line) ?? [];
      const agent = by === undefined ? undefined : agentOf(plainOf(by));
      if (agent && !/more information needed/i.test(agent.name)) found.creators ??= [agent];
    }
    const key = SECTIONS.find(([, pattern]) => pattern.test(heading))?.[0];
    if (key === undefined || prose === undefined || found[key] !== undefined) continue;
    found[key] = key === 'preprocessing' || key === 'biases' || key === 'anonymization' ? [prose] : prose;
  }
  return found as Partial<DatasetStatement>;
}
