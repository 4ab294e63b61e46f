import { Card } from '../../cards/document';
import { t } from '../../l10n';
import { type Draft } from '../draft';
import { agentOf, arxivOf, doiOf, firstAddress, hubIdOf, pypiPurl, webAddress } from '../identifiers';
import { type FactSource } from '../inventory';
import { licenseStatement, namedLicense } from '../licenses';
import { PLACEHOLDER, plainOf, sectionsOf, type MarkdownSection } from '../markdown';
import { markdownOf, type Place } from '../place';
import { UnreadableError, type Reader } from '../reader';
import { baseModelOf, datasetOf, relationOf } from '../references';
import { unreadable } from '../rules';
import { readModelIndex } from './model-index';
import { FRAMEWORK_VERSIONS, rolesOf, textOfSection } from './card-sections';

/** Names of model cards; the first of them counts for most. */
export const CARD = /^(?:readme|model[-_]?card)\.md$/i;

/** The card of the model: its metadata, the lists of the Hub's template, and its sections. */
export const card: Reader = {
  id: 'card',
  pattern: CARD,
  read(file, draft) {
    const { meta, text, body, parsed } = markdownOf(file, 'card');
    const problem = parsed.problems.find(({ code }) => code !== 'duplicate-key');
    if (problem) {
      const { line } = parsed.lines.positionAt(problem.start);
      draft.problem(unreadable, file.path, t('The metadata of the card cannot be read: {0}', problem.message), line);
    } else if (new Card(parsed).content === 'model') readMetadata(meta, draft);
    if (file.size > 16 * 1024 * 1024) throw new UnreadableError(t('is longer than any card'));
    const sections = sectionsOf(text, parsed.lines.positionAt(body).line);
    readTitle(sections, file.path, draft);
    sections.forEach((section, index) => {
      const source = { path: file.path, key: section.heading, line: section.line, reader: 'card' } as const;
      if (section.heading) {
        const prose = textOfSection(sections, index);
        if (prose !== undefined)
          for (const role of rolesOf(section.heading))
            draft.add('sections', { role, heading: section.heading, text: prose }, source);
      }
      readItems(section, source, draft);
    });
    readDescription(sections, file.path, draft);
  },
};

/** The keys of the front matter (huggingface_hub, `ModelCardData`). */
function readMetadata(meta: Place, draft: Draft): void {
  const each = (key: string) => meta.get(key).texts();
  for (const { value, source } of each('model_name')) draft.add('name', value, source);
  for (const { value, source } of each('version')) draft.add('version', value, source);
  readLicense(meta, draft);
  for (const { value, source } of each('language')) draft.add('languages', value, source);
  for (const { value, source } of each('library_name')) draft.add('libraries', value, source);
  for (const { value, source } of each('pipeline_tag')) draft.add('domains', value, source);
  for (const { value, source } of each('tags')) readTag(value, source, draft);
  const written = meta.get('doi');
  const doi = doiOf(written.text ?? '');
  if (doi !== undefined) draft.add('identifiers', { type: 'doi', value: doi }, written.source);
  for (const { value, source } of each('datasets')) draft.add('datasets', datasetOf(value), source);
  const relation = relationOf(meta.get('base_model_relation').text);
  for (const { value, source } of each('base_model')) draft.add('baseModels', baseModelOf(value, relation), source);
  readEmissions(meta.get('co2_eq_emissions'), draft);
  readModelIndex(meta.get('model-index'), draft);
}

function readLicense(meta: Place, draft: Draft): void {
  const written = meta.get('license').texts();
  const name = meta.get('license_name').text;
  const link = meta.get('license_link').text;
  const web = link === undefined ? undefined : webAddress(link);
  const more = {
    ...(web !== undefined && { url: web }),
    ...(link !== undefined &&
      web === undefined &&
      draft.file(link.replace(/^\.\//, '')) && { file: link.replace(/^\.\//, '') }),
  };
  for (const { value, source } of written)
    if (!/^other$/i.test(value)) draft.add('licenses', licenseStatement(value, more), source);
  if (name !== undefined && (!written.length || written.some(({ value }) => /^other$/i.test(value))))
    draft.add('licenses', namedLicense(name, more), meta.get('license_name').source);
}

/** Tags of the Hub that say more than themselves have a prefix. */
function readTag(tag: string, source: FactSource, draft: Draft): void {
  const [, prefix, value = ''] = /^(arxiv|doi|dataset|base_model|license|region):(.+)$/i.exec(tag) ?? [];
  switch (prefix?.toLowerCase()) {
    case undefined:
      return draft.add('tags', tag, source);
    case 'arxiv': {
      const number = arxivOf(value);
      if (number === undefined) return;
      draft.add('identifiers', { type: 'arxiv', value: number }, source);
      return draft.add('links', { type: 'paper', target: `https://arxiv.org/abs/${number}` }, source);
    }
    case 'doi': {
      const doi = doiOf(value);
      return draft.add('identifiers', doi === undefined ? undefined : { type: 'doi', value: doi }, source);
    }
    case 'dataset':
      return draft.add('datasets', datasetOf(value), source);
    case 'base_model': {
      const [, relation, id] = /^(?:(finetune|adapter|merge|quantized):)?(.+)$/.exec(value) ?? [];
      return draft.add('baseModels', id === undefined ? undefined : baseModelOf(id, relationOf(relation)), source);
    }
    case 'license':
      return draft.add('licenses', licenseStatement(value), source);
  }
}

/** Grams of CO2 equivalents, alone or with where they come from (hub-docs, docs/hub/model-cards-co2.md). */
function readEmissions(place: Place, draft: Draft): void {
  const grams = place.isMap ? place.get('emissions') : place;
  if (grams.number === undefined) return;
  const method = place.get('source').text;
  const type = place.get('training_type').text ?? '';
  const phase = /fine/i.test(type) ? 'finetuning' : type ? 'training' : undefined;
  draft.add(
    'emissions',
    { gramsCO2eq: grams.number, ...(phase && { phase }), ...(method !== undefined && { method }) },
    grams.source,
  );
  const hardware = place.get('hardware_used');
  draft.add(
    'sections',
    hardware.text === undefined ? undefined : { role: 'hardware', heading: 'hardware_used', text: hardware.text },
    hardware.source,
  );
}

/** The first heading, where it is the name of the model and no greeting. */
function readTitle(sections: readonly MarkdownSection[], path: string, draft: Draft): void {
  const title = sections.find(({ level }) => level === 1);
  const name = title?.heading.replace(/^model card (?:for|of)\s+/i, '').trim();
  if (
    !title ||
    !name ||
    name.length > 120 ||
    /^(?:model (?:card|details|id)|introduction|overview|readme)$/i.test(name)
  )
    return;
  draft.add('name', name, { path, key: title.heading, line: title.line, reader: 'card' }, 'derived');
}

/** The first paragraph of the description, or below the title. */
function readDescription(sections: readonly MarkdownSection[], path: string, draft: Draft): void {
  const about =
    sections.find(({ heading, lines }) => rolesOf(heading).includes('description') && paragraph(lines)) ??
    sections.find(({ level, lines }) => level === 1 && paragraph(lines)) ??
    sections.find(({ level, lines }) => level === 0 && paragraph(lines));
  const text = about && paragraph(about.lines);
  if (about && text)
    draft.add('description', text, { path, key: about.heading, line: about.line, reader: 'card' }, 'derived');
}

/** The first lines of prose: no list, table, code or quotation. */
function paragraph(lines: readonly string[]): string | undefined {
  const kept: string[] = [];
  for (const line of lines) {
    const text = plainOf(line);
    if (/^\s*(?:```|~~~)/.test(line)) break;
    if (text && !/^(?:[-*+>|]|\d+\.)\s?/.test(text) && !PLACEHOLDER.test(text)) kept.push(text);
    else if (kept.length) break;
  }
  const joined = kept.join(' ');
  return joined.length < 20 ? undefined : joined.slice(0, 2000);
}

/** Items such as `- **Developed by:** Aurora` and `- learning_rate: 2e-05`. */
const ITEM =
  /^\s*[-*+]\s+(?:\*\*|__)?([^:*_`]{2,60}?(?:_[^:*`]{1,60})?)(?:\s*\[optional\])?\s*(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:|:)\s*(\S.*)$/;

function readItems({ heading, line: first, lines }: MarkdownSection, at: FactSource, draft: Draft): void {
  const settings = /hyper-?parameters/i.test(heading);
  const versions = FRAMEWORK_VERSIONS.test(heading);
  lines.forEach((line, index) => {
    const source = { ...at, line: first + (heading ? 1 : 0) + index };
    if (versions) return readVersion(line, source, draft);
    const [, label, written] = ITEM.exec(line) ?? [];
    if (label === undefined || written === undefined || PLACEHOLDER.test(plainOf(written))) return;
    const key = `${heading && `${heading}: `}${plainOf(label)}`;
    if (settings) draft.add('hyperparameters', { name: plainOf(label), value: plainOf(written) }, { ...source, key });
    else readItem(plainOf(label).toLowerCase(), written, { ...source, key }, draft);
  });
}

/** `- Transformers 4.41.2`, as trainers write what they ran with. */
function readVersion(line: string, source: FactSource, draft: Draft): void {
  const [, name, version] =
    /^\s*[-*+]\s+([A-Za-z][\w -]{1,40}?):?\s+v?(\d[\w.+-]*)\s*$/.exec(plainOf(line) && line) ?? [];
  if (name === undefined || version === undefined) return;
  const library = name.toLowerCase() === 'pytorch' ? 'torch' : name.toLowerCase().replace(/\s+/g, '-');
  if (library === 'python') return;
  draft.add('dependencies', { name: library, version, purl: pypiPurl(library, version), scope: 'training' }, source);
}

/** The lists of the Hub's template. */
function readItem(label: string, written: string, source: FactSource, draft: Draft): void {
  const words = plainOf(written);
  const url = firstAddress(written);
  if (words.length > 500) return;
  switch (label) {
    case 'developed by':
    case 'developer':
    case 'developers':
    case 'model developer':
    case 'model developers':
    case 'provider':
      return draft.add('suppliers', agent(words, url), source);
    case 'shared by':
    case 'model creator':
      return draft.add('authors', agent(words, url), source);
    case 'model type':
      return draft.add('modelTypes', words, source);
    case 'model name':
      return draft.add('name', words, source);
    case 'version':
    case 'model version':
      return draft.add('version', words, source);
    case 'license':
    case 'licence':
      return draft.add('licenses', licenseStatement(words, url === undefined ? {} : { url }), source, 'derived');
    case 'finetuned from model':
    case 'fine-tuned from model':
    case 'finetuned from':
    case 'base model': {
      const id =
        (url === undefined ? undefined : hubIdOf(url)) ?? hubIdOf(words) ?? (words.length <= 100 ? words : undefined);
      return draft.add(
        'baseModels',
        id === undefined ? undefined : baseModelOf(id, label === 'base model' ? undefined : 'finetune'),
        source,
      );
    }
    case 'repository':
    case 'code':
      return draft.add('repository', url, source);
    case 'paper':
      return draft.add('links', url === undefined ? undefined : { type: 'paper', target: url, title: words }, source);
    case 'demo':
      return draft.add('links', url === undefined ? undefined : { type: 'demo', target: url, title: words }, source);
    case 'model release date':
    case 'release date':
    case 'model date':
      return draft.add('releaseTime', dateOf(words), source);
    case 'hardware type':
      return draft.add('sections', { role: 'hardware', heading: 'Hardware Type', text: words }, source);
    case 'carbon emitted': {
      const [, amount, unit] = /([\d.,]+)\s*(kg|g|t)\b/i.exec(words) ?? [];
      const grams = { g: 1, kg: 1000, t: 1_000_000 }[unit?.toLowerCase() ?? ''];
      const value = Number(amount?.replaceAll(',', ''));
      return draft.add(
        'emissions',
        grams === undefined || !Number.isFinite(value) ? undefined : { gramsCO2eq: value * grams },
        source,
        'derived',
      );
    }
  }
}

function agent(words: string, url: string | undefined): ReturnType<typeof agentOf> {
  const name = words.replace(/\s*\(?https?:\/\/\S+\)?/g, '').trim();
  const found = agentOf(name || words);
  return found && url !== undefined ? { ...found, url } : found;
}

/** A day that is written out, as far as it can only be read in one way. */
function dateOf(words: string): string | undefined {
  const [day] = /\d{4}-\d\d-\d\d/.exec(words) ?? [];
  const time = Date.parse(`${day ?? words} UTC`);
  return day === undefined && !/[a-z]{3}.*\d{4}/i.test(words)
    ? undefined
    : Number.isNaN(time)
      ? undefined
      : `${new Date(time).toISOString().slice(0, 19)}Z`;
}
