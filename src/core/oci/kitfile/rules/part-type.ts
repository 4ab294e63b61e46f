import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { type KitfileDocument } from '../document';

/** KitOps, pkg/artifact/kitfile.go, `modelPartTypeRegexp` and `modelPartTypeMaxLen`. */
const TYPE = /^\w[\w.-]*$/;
const LONGEST = 64;

export const partType: Rule<KitfileDocument> = {
  id: 'kitfile/part-type',
  title: 'Malformed type of a part',
  help: 'The type of a part is one word of letters, digits, dots, dashes and underscores that begins with a letter, digit or underscore, 64 characters at most.',
  severity: 'error',
  fixable: true,
  check(document, report) {
    for (const { section, map } of document.layers) {
      const type = section === 'part' ? document.text(map, 'type') : undefined;
      if (!type) continue;
      const { node, text } = type;
      const bytes = new TextEncoder().encode(text).length;
      if (TYPE.test(text) && bytes <= LONGEST) continue;
      const meant = text
        .trim()
        .replace(/[^\w.-]+/g, '-')
        .replace(/^[.-]+|-+$/g, '');
      report({
        at: node,
        message: TYPE.test(text)
          ? t('This type has {0} characters; {1} are allowed.', bytes, LONGEST)
          : t('"{0}" is no type: use letters, digits, ".", "-" and "_".', text),
        fix: () => [
          !TYPE.test(text) && TYPE.test(meant) && meant.length <= LONGEST
            ? {
                title: t('Change to "{0}"', meant),
                safe: false,
                edits: editorFor(document.parsed).setText(node, meant),
              }
            : undefined,
        ],
      });
    }
  },
};
