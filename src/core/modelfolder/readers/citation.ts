import { agentOf, doiOf, timeOf, webAddress } from '../identifiers';
import { type Agent } from '../inventory';
import { licenseStatement } from '../licenses';
import { yamlOf, type Place } from '../place';
import { type Reader } from '../reader';

/** `CITATION.cff` (Citation File Format 1.2.0): how the makers want to be named. */
export const citation: Reader = {
  id: 'citation',
  pattern: /^citation\.cff$/i,
  read(file, draft) {
    const root = yamlOf(file, 'citation');
    const at = (key: string) => root.get(key);
    draft.add('name', at('title').text, at('title').source, 'derived');
    draft.add('version', at('version').text, at('version').source);
    draft.add('description', at('abstract').text, at('abstract').source);
    const released = at('date-released');
    draft.add('releaseTime', released.text === undefined ? undefined : timeOf(released.text), released.source);
    for (const author of at('authors').items()) draft.add('authors', authorOf(author), author.source);
    for (const license of at('license').texts()) draft.add('licenses', licenseStatement(license.value), license.source);
    draft.add('repository', webAddress(at('repository-code').text ?? ''), at('repository-code').source);
    draft.add('homePage', webAddress(at('url').text ?? ''), at('url').source);
    for (const { doi, place } of doisOf(root)) draft.add('identifiers', { type: 'doi', value: doi }, place.source);
    const paper = at('preferred-citation');
    const title = paper.get('title').text;
    const target = webAddress(paper.get('url').text ?? '') ?? doiUrl(paper.get('doi').text);
    if (target !== undefined)
      draft.add('links', { type: 'paper', target, ...(title !== undefined && { title }) }, paper.source);
    draft.add('links', { type: 'citation', target: file.path }, { path: file.path, reader: 'citation' });
  },
};

function doisOf(root: Place): { doi: string; place: Place }[] {
  const places = [
    root.get('doi'),
    ...root
      .get('identifiers')
      .items()
      .filter((each) => each.get('type').text === 'doi')
      .map((each) => each.get('value')),
  ];
  return places.flatMap((place) => {
    const doi = doiOf(place.text ?? '');
    return doi === undefined ? [] : [{ doi, place }];
  });
}

function doiUrl(written: string | undefined): string | undefined {
  const doi = doiOf(written ?? '');
  return doi === undefined ? undefined : `https://doi.org/${doi}`;
}

/** People have family names, organisations a name. */
function authorOf(author: Place): Agent | undefined {
  const text = (key: string) => author.get(key).text;
  const entity = text('name');
  const person = [text('given-names'), text('name-particle'), text('family-names'), text('name-suffix')]
    .filter(Boolean)
    .join(' ');
  const agent = agentOf(entity ?? (person || (text('alias') ?? '')), entity === undefined ? 'person' : 'organization');
  const email = text('email');
  const url = webAddress(text('website') ?? text('orcid') ?? '');
  return agent && { ...agent, ...(email !== undefined && { email }), ...(url !== undefined && { url }) };
}
