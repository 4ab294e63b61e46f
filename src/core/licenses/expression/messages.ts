import { t } from '../../l10n';
import { type ExpressionProblem } from './ast';

/** A mistake of an expression in words, with what would be right. */
export function problemMessage({ code, text }: ExpressionProblem): string {
  switch (code) {
    case 'empty':
      return t('The licence expression is empty.');
    case 'license-expected-before':
      return t('A licence is missing before "{0}".', text);
    case 'license-expected-after':
      return t('A licence is missing after "{0}".', text);
    case 'operator-expected':
      return t('AND, OR or WITH is missing before "{0}".', shorten(text));
    case 'separator-for-operator':
      return t('"{0}" does not join licences. Write AND or OR.', text);
    case 'mixed-case-operator':
      return t('Write "{0}" in capitals only or in small letters only.', text);
    case 'with-needs-license':
      return t('"{0}" needs one licence directly before it.', text);
    case 'exception-expected':
      return t('"{0}" needs a licence exception behind it.', text);
    case 'addition-without-with':
      return t('"{0}" can only stand behind WITH.', text);
    case 'empty-parentheses':
      return t('There is no licence in these parentheses.');
    case 'unclosed-parenthesis':
      return t('This parenthesis is not closed.');
    case 'unexpected-parenthesis':
      return t('This parenthesis closes nothing.');
    case 'bad-character':
      return t('"{0}" cannot stand in a licence id: letters, digits, "." and "-" can.', text);
    case 'bad-reference':
      return t('"{0}" is not a reference: write LicenseRef-name, or DocumentRef-name:LicenseRef-name.', text);
    case 'blank-before-plus':
      return t('No blank may stand before "+".');
    case 'special-not-alone':
      return t('"{0}" stands alone or not at all.', text);
    case 'too-deep':
      return t('The parentheses are nested too deep to read.');
    case 'too-long':
      return t('The licence expression is too long to read.');
  }
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
