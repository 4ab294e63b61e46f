import { type Draft } from '../draft';
import { agentOf, pypiPurl, webAddress } from '../identifiers';
import { licenseStatement } from '../licenses';
import { jsonOf, type Place } from '../place';
import { type Reader } from '../reader';

/** What spaCy writes beside a pipeline: `meta.json` (spacy.io, "Saving and loading", `nlp.meta`). */
export const spacy: Reader = {
  id: 'spacy',
  pattern: /^meta\.json$/,
  read(file, draft) {
    const root = jsonOf(file, 'spacy');
    const at = (key: string) => root.get(key);
    const [lang, name] = [at('lang'), at('name')];
    // Others call their files so, too.
    if (lang.string === undefined || name.string === undefined || !at('pipeline').isList) return;
    // The package of a pipeline is named by both.
    draft.add('name', `${lang.string}_${name.string}`, name.source);
    draft.add('version', at('version').string, at('version').source);
    draft.add('description', at('description').string, at('description').source);
    draft.add('languages', lang.string, lang.source);
    draft.add('libraries', 'spacy', at('spacy_version').source, 'derived');
    const agent = agentOf(at('author').string ?? '');
    const email = at('email').string;
    draft.add('authors', agent && { ...agent, ...(email !== undefined && { email }) }, at('author').source);
    draft.add('homePage', webAddress(at('url').string ?? ''), at('url').source);
    const license = at('license');
    draft.add('licenses', licenseStatement(license.string ?? ''), license.source);
    const range = at('spacy_version');
    draft.add(
      'dependencies',
      range.string === undefined
        ? undefined
        : { name: 'spacy', range: range.string, purl: pypiPurl('spacy'), scope: 'runtime' },
      range.source,
    );
    for (const [metric, value] of at('performance').entries())
      if (value.number !== undefined) draft.add('metrics', { name: metric, value: value.number }, value.source);
    for (const source of at('sources').items()) addSource(source, draft);
  },
};

/** Data and works that a pipeline was made from. */
function addSource(source: Place, draft: Draft): void {
  const name = source.get('name');
  if (name.string === undefined) return;
  const url = webAddress(source.get('url').string ?? '');
  const license = licenseStatement(source.get('license').string ?? '', { scope: 'data' });
  const creator = agentOf(source.get('author').string ?? '');
  draft.add(
    'datasets',
    {
      name: name.string,
      role: 'trained',
      ...(url !== undefined && { url }),
      ...(license && { license }),
      ...(creator && { creators: [creator] }),
    },
    name.source,
  );
}
