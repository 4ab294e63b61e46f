import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { asList, entryOf } from '../../../text/tree';
import { problemRule } from './problem-rule';

/** profileConformance.md of the model. */
export const profileConformance = problemRule(
  {
    id: 'spdx/profile-conformance',
    title: 'Profile used but not claimed',
    help: 'The document uses classes or properties of a profile that "profileConformance" does not name. Readers look there for what they can expect.',
    severity: 'info',
    fixable: true,
  },
  ({ document, problem, fact }) => {
    const missing = fact('missing').split(' ');
    return {
      message: t('The document uses profiles that it does not claim: {0}.', missing.join(', ')),
      fix: () => {
        const map = document.node(problem.element);
        const holder = entryOf(map, 'profileConformance');
        const list = asList(holder?.value);
        const editor = editorFor(document.parsed);
        if (!map) return [];
        const edits =
          holder && list
            ? editor.addItems(list, holder, missing)
            : editor.addEntry(map, 'profileConformance', missing, 'last');
        return [{ title: t('Claim {0}', missing.join(', ')), safe: false, edits }];
      },
    };
  },
);

/** Lite.md of the model. */
export const liteProfile = problemRule(
  {
    id: 'spdx/lite-profile',
    title: 'Lite profile claimed but not met',
    help: 'The document claims the Lite profile, which demands a few facts of every package, agent and collection.',
    severity: 'warning',
    fixable: false,
  },
  ({ fact }) => ({
    message: fact('relation')
      ? t('The Lite profile demands a relationship "{0}" of a {1}.', fact('relation'), fact('type'))
      : t('The Lite profile demands "{0}" of a {1}.', fact('property'), fact('type')),
  }),
);

/** Build.md of the model. */
export const buildProfile = problemRule(
  {
    id: 'spdx/build-profile',
    title: 'Build profile claimed but not met',
    help: 'The document claims the Build profile, which demands a build with its inputs, its outputs and who started it, as relationships of the scope "build".',
    severity: 'warning',
    fixable: false,
  },
  ({ fact }) => ({
    message: fact('missing')
      ? t('The Build profile demands relationships of the scope "build": {0}.', fact('missing').split(' ').join(', '))
      : t('The document claims the Build profile but has no build.'),
  }),
);
