import { type Draft } from '../draft';
import { agentOf, webAddress } from '../identifiers';
import { addPackageLicense } from '../package-license';
import { tomlOf, type Place } from '../place';
import { type Reader } from '../reader';
import { dependencyOf, scopeOf } from '../requirement';

/** Addresses by their labels (packaging.python.org, "Well-known labels"). */
const URLS: Readonly<Record<string, 'homePage' | 'repository'>> = {
  homepage: 'homePage',
  repository: 'repository',
  source: 'repository',
  'source code': 'repository',
  github: 'repository',
};

/** `pyproject.toml`: the package that the model's code is, which may have another name and licence than the model. */
export const pyproject: Reader = {
  id: 'pyproject',
  pattern: /^pyproject\.toml$/,
  read(file, draft) {
    const root = tomlOf(file, 'pyproject');
    const project = root.get('project').exists ? root.get('project') : root.get('tool', 'poetry');
    const at = (key: string) => project.get(key);
    draft.add('name', at('name').text, at('name').source, 'guessed');
    // A package and the model in it are versioned together more often than not.
    draft.add('version', at('version').text, at('version').source, 'derived');
    draft.add('description', at('description').text, at('description').source, 'guessed');
    const license = [at('license'), at('license').get('text')].find(
      ({ text }) => text !== undefined && text.length <= 100,
    );
    if (license?.text !== undefined) addPackageLicense(license.text, license.source, draft);
    for (const author of at('authors').items()) addAuthor(author, draft);
    for (const [label, place] of at('urls').entries()) {
      const field = URLS[label.toLowerCase()];
      if (field)
        draft.add(field, webAddress(place.text ?? ''), place.source, field === 'homePage' ? 'derived' : 'stated');
      else if (/^(?:paper|arxiv|documentation|docs)$/i.test(label))
        draft.add(
          'links',
          place.text === undefined
            ? undefined
            : { type: /doc/i.test(label) ? 'documentation' : 'paper', target: place.text },
          place.source,
        );
    }
    addDependencies(root, project, draft);
  },
};

/** A map of name and address (PEP 621), or both in one text (Poetry). */
function addAuthor(author: Place, draft: Draft): void {
  const name = author.get('name').text;
  const email = author.get('email').text;
  const agent = author.text === undefined ? agentOf(name ?? email ?? '') : agentOf(author.text);
  draft.add('authors', agent && (email === undefined ? agent : { ...agent, email }), author.source, 'derived');
}

function addDependencies(root: Place, project: Place, draft: Draft): void {
  for (const { value, source } of project.get('dependencies').isList ? project.get('dependencies').texts() : [])
    draft.add('dependencies', dependencyOf(value, 'runtime'), source);
  const groups = [...project.get('optional-dependencies').entries(), ...root.get('dependency-groups').entries()];
  for (const [group, list] of groups)
    for (const { value, source } of list.texts())
      draft.add('dependencies', dependencyOf(value, scopeOf(group) ?? 'optional'), source);
  // Poetry: a map of names and constraints.
  for (const [name, constraint] of project.get('dependencies').entries()) {
    const written = constraint.text ?? constraint.get('version').text;
    if (name === 'python' || written === undefined) continue;
    const dependency = dependencyOf(name, 'runtime');
    draft.add(
      'dependencies',
      dependency && (written === '*' ? dependency : { ...dependency, range: written }),
      constraint.source,
    );
  }
}
