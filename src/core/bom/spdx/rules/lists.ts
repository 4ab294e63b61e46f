import { t } from '../../../l10n';
import { holderOf } from '../check/place';
import { problemRule } from './problem-rule';

/** serialization/jsonld.md of the model: what can have several values is always an array. */
export const notAList = problemRule(
  {
    id: 'spdx/not-a-list',
    title: 'Single value in place of a list',
    help: 'A property that can have several values is always written as an array, also where it has one.',
    severity: 'error',
    fixable: true,
  },
  (of) => ({
    message: t('"{0}" is a list, also with one value: write it in brackets.', of.fact('property')),
    fix: () => {
      const value = holderOf(of.document, of.problem)?.value;
      return [
        value && {
          title: t('Put in brackets'),
          safe: true,
          edits: [
            { start: value.start, end: value.start, newText: '[' },
            { start: value.end, end: value.end, newText: ']' },
          ],
        },
      ];
    },
  }),
);

/** serialization/jsonld.md of the model: what can have one value only is never an array. */
export const notASingleValue = problemRule(
  {
    id: 'spdx/not-a-single-value',
    title: 'List in place of a single value',
    help: 'A property that can have one value only is never written as an array.',
    severity: 'error',
    fixable: true,
  },
  (of) => {
    const value = holderOf(of.document, of.problem)?.value;
    const items = value?.kind === 'list' ? value.items : [];
    return {
      message:
        items.length === 1
          ? t('"{0}" has one value: write it without brackets.', of.fact('property'))
          : t('"{0}" has one value, not {1}.', of.fact('property'), items.length),
      fix: () => {
        const only = items.length === 1 ? items[0]?.value : undefined;
        return [
          value && only
            ? {
                title: t('Take out of the brackets'),
                safe: true,
                edits: [
                  { start: value.start, end: only.start, newText: '' },
                  { start: only.end, end: value.end, newText: '' },
                ],
              }
            : undefined,
        ];
      },
    };
  },
);

/** Cardinalities of the model (`sh:minCount`, and "exactly 1" of DatasetPackage.md). */
export const numberOfValues = problemRule(
  {
    id: 'spdx/number-of-values',
    title: 'Too few or too many values',
    help: 'The list has fewer or more values than the property can have.',
    severity: 'error',
    fixable: false,
  },
  ({ fact }) => {
    const [property, count, min, max] = [fact('property'), fact('count'), fact('min'), fact('max')];
    return {
      message: max
        ? t('"{0}" has exactly {1} value here, not {2}.', property, max, count)
        : t('"{0}" needs at least {1} values; it has {2}.', property, min, count),
    };
  },
);
