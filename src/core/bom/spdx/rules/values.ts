import { t } from '../../../l10n';
import { type Fix } from '../../../findings/finding';
import { editorFor } from '../../../text/editor';
import { sameButForm } from '../spelling';
import { spdxEnum } from '../table';
import { entryOfCase, replaceText, scalarOf } from './fixes';
import { problemRule, type Case } from './problem-rule';

/** Data types of the model (`sh:datatype`, `sh:class`). */
export const wrongValue = problemRule(
  {
    id: 'spdx/wrong-value',
    title: 'Value of the wrong kind',
    help: 'The property asks for another kind of value, such as a text in place of a number.',
    severity: 'error',
    fixable: true,
  },
  (of) => ({
    message: t(
      '{0} is expected here, not {1}.',
      kindName(of.fact('expected'), of.fact('target')),
      foundName(of.fact('found')),
    ),
    fix: () => {
      const node = scalarOf(of);
      const isText = ['string', 'anyURI', 'dateTime', 'enum'].includes(of.fact('expected'));
      // A number as it is written is the text that is meant.
      return [
        isText && node && node.style === 'plain' && node.value !== null
          ? replaceText(of, t('Put in quotes'), node.text, true)
          : undefined,
      ];
    },
  }),
);

function kindName(expected: string, target: string): string {
  switch (expected) {
    case 'class':
    case 'object':
      return t('An object of the class {0}', target);
    case 'enum':
      return t('A value of {0}', target);
    case 'dateTime':
      return t('A date and time');
    case 'anyURI':
      return t('An address');
    case 'decimal':
      return t('A number');
    case 'boolean':
      return t('true or false');
    case 'nonNegativeInteger':
      return t('A whole number from 0');
    case 'positiveInteger':
      return t('A whole number from 1');
    default:
      return t('A text');
  }
}

function foundName(found: string): string {
  switch (found) {
    case 'array':
      return t('a list');
    case 'object':
      return t('an object');
    case 'null':
      return t('nothing');
    case 'number':
      return t('this number');
    case 'boolean':
      return t('true or false');
    default:
      return t('this text');
  }
}

/** Enumerations of the model (`sh:in`). */
export const unknownValue = problemRule(
  {
    id: 'spdx/unknown-value',
    title: 'Unknown value',
    help: 'The property takes one of a fixed list of values, written exactly so.',
    severity: 'error',
    fixable: true,
  },
  (of) => {
    const [value, property, meant] = [of.fact('value'), of.fact('property'), of.fact('meant')];
    if (of.fact('newer')) return { message: t('"{0}" is a value of SPDX 3.1; this document is SPDX 3.0.1.', value) };
    if (meant)
      return {
        message: t('"{0}" is no value of "{1}". Did you mean "{2}"?', value, property, meant),
        fix: () => [replaceText(of, t('Change to "{0}"', meant), meant, sameButForm(value, meant))],
      };
    const values = [...spdxEnum(of.fact('enumeration'))!];
    const few = values.length <= MOST_LISTED ? values : [];
    return {
      message: few.length
        ? t('"{0}" is no value of "{1}". One of {2} is expected.', value, property, few.join(', '))
        : t('"{0}" is no value of "{1}".', value, property),
      fix: () =>
        few.length <= MOST_FIXES ? few.map((one) => replaceText(of, t('Change to "{0}"', one), one, false)) : [],
    };
  },
);

/** Values that a message lists, and that are offered as fixes. */
const MOST_LISTED = 16;
const MOST_FIXES = 5;

/** Patterns of the model (`sh:pattern`), and dates that do not exist. */
export const invalidFormat = problemRule(
  {
    id: 'spdx/invalid-format',
    title: 'Value in the wrong format',
    help: 'Dates, versions, numbers and addresses have a fixed form; other tools reject or misread another one.',
    severity: 'error',
    fixable: true,
  },
  (of) => {
    const [value, kind] = [of.fact('value'), of.fact('kind')];
    return {
      message: formatMessage(of),
      fix: () => [kind === 'dateTime' ? dateFix(of, value) : kind === 'decimal' ? decimalFix(of, value) : undefined],
      // The schema takes any text for an address.
      ...(kind === 'anyURI' ? { severity: 'warning' } : {}),
    };
  },
);

function formatMessage({ fact }: Case): string {
  const value = fact('value');
  switch (fact('kind')) {
    case 'dateTime':
      return t('"{0}" is no date and time in UTC, such as 2026-01-31T12:00:00Z.', value);
    case 'semver':
      return fact('property') === 'specVersion' && /^3\.1(?:\b|$)/.test(value)
        ? t('"{0}" names SPDX 3.1; a version is written with three numbers, such as 3.0.1.', value)
        : t('"{0}" is no version with three numbers, such as 3.0.1.', value);
    case 'media':
      return t('"{0}" is no media type, such as text/plain.', value);
    case 'decimal':
      return t('"{0}" is no decimal number; it has digits and a point, and no exponent.', value);
    default:
      return t('"{0}" is no address: it begins with no scheme, such as https.', value);
  }
}

/** Another notation of the same moment; a date alone gets the first moment of its day. */
function dateFix(of: Case, value: string): Fix | undefined {
  const day = /^\d{4}-\d\d-\d\d$/.test(value);
  const same = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.0+)?(?:Z|[+-]\d\d:?\d\d)$/i.test(value);
  const cut = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(?:Z|[+-]\d\d:\d\d)$/.test(value);
  if (!day && !same && !cut) return undefined;
  const moment = new Date(value.replace(' ', 'T'));
  if (Number.isNaN(moment.getTime())) return undefined;
  const text = moment.toISOString().replace(/\.\d+Z$/, 'Z');
  if (day && text.slice(0, 10) !== value) return undefined;
  return replaceText(of, t('Change to "{0}"', text), text, same);
}

/** The same number without an exponent. */
function decimalFix(of: Case, value: string): Fix | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?[eE]([+-]?\d{1,3})$/.exec(value);
  if (!match) return undefined;
  const [, sign, whole, part = '', exponent] = match as unknown as [string, string, string, string | undefined, string];
  const point = whole.length + Number(exponent);
  const digits = (whole + part).padStart(whole.length + part.length + Math.max(0, -point + 1), '0');
  const shift = digits.length - (whole + part).length;
  const filled = digits.padEnd(point + shift, '0');
  const at = point + shift;
  const text = `${sign === '-' ? '-' : ''}${filled.slice(0, at).replace(/^0+(?=\d)/, '')}${at < filled.length ? `.${filled.slice(at)}` : ''}`;
  return replaceText(of, t('Change to "{0}"', text), text, true);
}

/** Words of SPDX 2 and of templates. In SPDX 3 what nobody knows is left out, or has a value of its own. */
export const placeholder = problemRule(
  {
    id: 'spdx/placeholder',
    title: 'Word in place of a value',
    help: 'The text says that nothing is known, or nothing at all. SPDX 3 has no such words: a property is left out, and licences and elements have NoAssertion and None of their own.',
    severity: 'warning',
    fixable: true,
  },
  (of) => {
    const [value, property] = [of.fact('value'), of.fact('property')];
    return {
      message: value.trim()
        ? t('"{0}" says nothing as "{1}": in SPDX 3 it is a text like any other.', value, property)
        : t('"{0}" is empty.', property),
      fix: () => {
        const found = entryOfCase(of);
        return [
          found && of.fact('min') === '0'
            ? {
                title: t('Remove "{0}"', property),
                safe: false,
                edits: editorFor(of.document.parsed).removeEntry(found.map, found.entry),
              }
            : undefined,
        ];
      },
    };
  },
);
