import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { type MofDocument } from '../document';
import { asScalar, entryOf, hasComment } from '../../text/tree';
import { migrationEdits } from '../migrate';
import { placeholderKind } from '../written-licenses';

/** Schema 9e8d4ed, in use until April 2025, against today's 7df63f0. */
export const oldFormat: Rule<MofDocument> = {
  id: 'mof/old-format',
  title: 'File in the old format',
  help: 'Until April 2025 components had license_name and location. Today these keys are ignored without a word, so every component counts as unlicensed.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    if (!document.isOldFormat) return;
    report({
      at: document.releaseEntry!.key,
      message: t('This file has the format of 2024: its licences are ignored today, and the schema rejects it.'),
      fix: () => [
        { title: t("Convert to today's format"), safe: !dropsComments(document), edits: migrationEdits(document) },
      ],
    });
  },
};

/** Whether a comment goes with one of the components that are not included. */
function dropsComments(document: MofDocument): boolean {
  return document.components.some(
    ({ item, map }) =>
      placeholderKind(asScalar(entryOf(map, 'license_name')?.value)?.text ?? '') === 'not-included' &&
      hasComment(document.parsed, item),
  );
}
