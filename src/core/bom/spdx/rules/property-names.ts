import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { sameButForm } from '../spelling';
import { ownersOf } from '../table';
import { entryOfCase } from './fixes';
import { problemRule, type Case } from './problem-rule';

/** The model is closed: a class has its own properties and those of the classes above it (`sh:closed`). */
export const unknownProperty = problemRule(
  {
    id: 'spdx/unknown-property',
    title: 'Unknown property',
    help: 'The class has no property of this name. Properties are written with the prefix of their profile, in exactly this case.',
    severity: 'error',
    fixable: true,
  },
  (of) => ({
    message: message(of),
    fix: () => {
      const found = entryOfCase(of);
      if (!found) return [];
      const { map, entry } = found;
      const [key, meant] = [of.fact('key'), of.fact('meant')];
      const editor = editorFor(of.document.parsed);
      return [
        meant
          ? { title: t('Rename to "{0}"', meant), safe: sameButForm(key, meant), edits: editor.renameKey(entry, meant) }
          : undefined,
        { title: t('Remove "{0}"', key), safe: false, edits: editor.removeEntry(map, entry) },
      ];
    },
  }),
);

function message({ fact }: Case): string {
  const [key, type, meant] = [fact('key'), fact('type'), fact('meant')];
  if (fact('newer')) return t('"{0}" is a property of SPDX 3.1; this document is SPDX 3.0.1.', key);
  if (meant) return t('{0} has no property "{1}". Did you mean "{2}"?', type, key, meant);
  const owners = ownersOf(key).map(({ name }) => name);
  if (owners.length) return t('{0} has no property "{1}"; it belongs to {2}.', type, key, owners.join(', '));
  return t('{0} has no property "{1}".', type, key);
}
