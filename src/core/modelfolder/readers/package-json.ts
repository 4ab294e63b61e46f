import { agentOf, webAddress } from '../identifiers';
import { addPackageLicense } from '../package-license';
import { jsonOf } from '../place';
import { type Reader } from '../reader';

/** `package.json` of npm: the package that a model is published in. */
export const packageJson: Reader = {
  id: 'package-json',
  pattern: /^package\.json$/,
  read(file, draft) {
    const root = jsonOf(file, 'package-json');
    const at = (key: string) => root.get(key);
    draft.add('name', at('name').string, at('name').source, 'guessed');
    // A package and the model in it are versioned together more often than not.
    draft.add('version', at('version').string, at('version').source, 'derived');
    draft.add('description', at('description').string, at('description').source, 'guessed');
    const license = at('license').string;
    if (license !== undefined) addPackageLicense(license, at('license').source, draft);
    const author = at('author');
    draft.add('authors', agentOf(author.text ?? author.get('name').text ?? ''), author.source, 'derived');
    const repository = at('repository');
    const url = (repository.text ?? repository.get('url').text ?? '').replace(/^git\+/, '').replace(/\.git$/, '');
    draft.add('repository', webAddress(url), repository.source);
    draft.add('homePage', webAddress(at('homepage').text ?? ''), at('homepage').source, 'derived');
  },
};
