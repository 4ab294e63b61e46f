import { type Rule } from '../findings/rule';
import { t } from '../l10n';
import { holds } from '../licenses/policy';
import { unknownInList } from '../licenses/listed';
import { editorFor } from '../text/editor';
import { asList, asScalar, entryOf, valueAt, type ParsedText, type ScalarNode, type TreeNode } from '../text/tree';

/** An exception that is over is either made again, with its reason looked at, or taken out. */
const expiredException: Rule<ParsedText> = {
  id: 'config/expired-exception',
  title: 'Exception that has expired',
  help: 'The exception for a licence is over, so it has no effect any more. Look at its reason again: prolong it, or take it out.',
  severity: 'warning',
  fixable: false,
  check(parsed, report, { today }) {
    for (const { value } of exceptions(parsed)) {
      const expires = asScalar(entryOf(value, 'expires')?.value);
      if (!expires || !/^\d{4}-\d\d-\d\d$/.test(expires.text)) continue;
      if (holds({ license: '', reason: '', expires: expires.text }, today)) continue;
      report({ at: expires, message: t('This exception ended on {0} and has no effect any more.', expires.text) });
    }
  },
};

/** A misspelt licence on a list allows or denies nothing. */
const unknownLicense: Rule<ParsedText> = {
  id: 'config/unknown-license',
  title: 'Unknown licence on a list',
  help: 'The lists of licences hold SPDX ids, LicenseRef- ids and tags of Hugging Face. Any other text allows or denies nothing.',
  severity: 'warning',
  fixable: true,
  check(parsed, report) {
    for (const node of listed(parsed)) {
      const unknown = node.text.trim() ? unknownInList(node.text) : undefined;
      if (!unknown) continue;
      const { meant, safe } = unknown;
      report({
        at: node,
        message: meant
          ? t('"{0}" is not the id of a licence. Did you mean "{1}"?', node.text, meant)
          : t('"{0}" is not the id of a licence.', node.text),
        fix: () =>
          meant
            ? [
                {
                  title: t('Change to "{0}"', meant),
                  safe,
                  edits: editorFor(parsed).setText(node, meant),
                },
              ]
            : [],
      });
    }
  },
};

function exceptions({ root }: ParsedText) {
  return asList(valueAt(root, 'licenses', 'exceptions'))?.items ?? [];
}

/** Every place of the section that holds a licence. */
function listed(parsed: ParsedText): ScalarNode[] {
  const section = valueAt(parsed.root, 'licenses');
  const content = entryOf(section, 'content')?.value;
  const holders = [section, ...(content?.kind === 'map' ? content.entries.map(({ value }) => value) : [])];
  const lists = holders.flatMap((holder) => ['allow', 'deny'].map((key) => asList(entryOf(holder, key)?.value)));
  const nodes: (TreeNode | undefined)[] = [
    ...lists.flatMap((list) => (list?.items ?? []).map(({ value }) => value)),
    ...exceptions(parsed).map(({ value }) => entryOf(value, 'license')?.value),
  ];
  return nodes.flatMap((node) => asScalar(node) ?? []);
}

/** Rules about the `licenses` section. */
export const policyRules: readonly Rule<ParsedText>[] = [expiredException, unknownLicense];
