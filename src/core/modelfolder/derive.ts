import { factsOfTask } from '../oci/modelpack/facts/card';
import { type Draft } from './draft';
import { hubIdOf, hubPage, hubPurl } from './identifiers';
import { type FactSource } from './inventory';
import { deriveParameters } from './weights';

/** Adds what follows from the facts that were found. */
export function derive(draft: Draft): void {
  deriveParameters(draft);
  const { facts } = draft;
  // Cards from before there was a key for the task have it among their tags.
  if (!facts.domains.length)
    for (const { value, source } of facts.tags)
      if (factsOfTask(value)[0].length) draft.add('domains', value, source, 'derived');
  // The energy was used for this model, so where it began with another one, it went into fine-tuning.
  if (facts.baseModels.some(({ certainty }) => certainty === 'stated'))
    for (const { value } of [...facts.energy, ...facts.emissions])
      if (value.phase === 'training') value.phase = 'finetuning';
  for (const { value, source } of [...facts.domains]) {
    const [inputs, outputs] = factsOfTask(value);
    for (const each of inputs) draft.add('inputs', each, source, 'derived');
    for (const each of outputs) draft.add('outputs', each, source, 'derived');
  }
  // Which revision of it was fetched, the Hub's library noted beside the files.
  const revision = facts.identifiers.find(
    ({ value, source }) => value.type === 'commit' && source.reader === 'hub-cache',
  );
  for (const { value, source } of [...facts.homePage, ...facts.repository, ...facts.downloadLocation]) {
    const id = /^https:\/\/(?:huggingface\.co|hf\.co)\/(?!datasets\/|spaces\/)/i.test(value)
      ? hubIdOf(value)
      : undefined;
    if (id !== undefined && !hasPurl(id, draft)) addHub(id, source, draft, revision?.value.value);
  }
  for (const { value, source } of [...facts.identifiers])
    if (value.type === 'doi')
      draft.add('links', { type: 'documentation', target: `https://doi.org/${value.value}` }, source, 'derived');
  if (!facts.name.length) draft.add('name', draft.root, { path: '', reader: 'folder' }, 'guessed');
}

function hasPurl(id: string, { facts }: Draft): boolean {
  const purl = hubPurl(id);
  return facts.identifiers.some(({ value }) => value.value === purl || value.value.startsWith(`${purl}@`));
}

/** What a name on the Hub tells: where the model is, its purl, and by whom it was uploaded. */
export function addHub(id: string, source: FactSource, draft: Draft, revision?: string): void {
  const page = hubPage(id);
  draft.add('identifiers', { type: 'purl', value: hubPurl(id, revision) }, source, 'derived');
  draft.add('homePage', page, source, 'derived');
  draft.add('downloadLocation', revision === undefined ? page : `${page}/tree/${revision}`, source, 'derived');
  draft.add(
    'suppliers',
    { name: id.slice(0, id.indexOf('/')), url: `https://huggingface.co/${id.slice(0, id.indexOf('/'))}` },
    source,
    'derived',
  );
  draft.add('name', id.slice(id.indexOf('/') + 1), source, 'derived');
}
