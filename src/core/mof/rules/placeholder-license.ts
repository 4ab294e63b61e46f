import { type Fix } from '../../findings/finding';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { type MofDocument } from '../document';
import { hasComment } from '../../text/tree';
import { licenseUses, placeholderKind, type LicenseUse } from '../written-licenses';

/** Left-overs of migrations and forms, as seen in the published configurations; the tool takes each for an unknown licence. */
export const placeholderLicense: Rule<MofDocument> = {
  id: 'mof/placeholder-license',
  title: 'Placeholder instead of a licence',
  help: 'The text says that there is no licence, or no component, in words that the Model Openness Tool does not know: it counts the component as included with an invalid licence.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const use of licenseUses(document)) {
      const kind = placeholderKind(use.id);
      if (!kind) continue;
      report({
        at: use.node,
        message:
          kind === 'not-included' && use.component
            ? t(
                '"{0}" is read as an unknown licence: the component counts as included. Remove the component instead.',
                use.id,
              )
            : t('"{0}" is read as an unknown licence. The word for no licence is "unlicensed".', use.id),
        fix: () => [fix(document, use, kind)],
      });
    }
  },
};

function fix(document: MofDocument, use: LicenseUse, kind: ReturnType<typeof placeholderKind>): Fix | undefined {
  const editor = editorFor(document.parsed);
  if (use.global) {
    const { entry } = use.global;
    return {
      title: t('Remove this licence'),
      safe: kind === 'no-license' && !hasComment(document.parsed, entry),
      edits: editor.removeEntry(document.licenseMap!, entry),
    };
  }
  if (kind === 'not-included')
    return {
      title: t('Remove the component'),
      // Another component has to stay, or the list would be empty; and comments are not for us to drop.
      safe:
        document.components.some((c) => placeholderKind(c.license?.id ?? '') !== 'not-included') &&
        !hasComment(document.parsed, use.component!.item),
      edits: editor.removeItems(document.list!, [use.component!.item]),
    };
  return {
    title: t('Change to "{0}"', 'unlicensed'),
    safe: kind === 'no-license',
    edits: editor.setText(use.node, 'unlicensed'),
  };
}
