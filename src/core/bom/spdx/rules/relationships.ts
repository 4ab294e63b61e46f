import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { asList, asScalar, entryOf } from '../../../text/tree';
import { entryOfCase } from './fixes';
import { problemRule } from './problem-rule';

/** RelationshipType.md of the model says what each kind connects; no schema does. */
export const relationshipEnds = problemRule(
  {
    id: 'spdx/relationship-ends',
    title: 'Relationship between the wrong things',
    help: 'The description of this kind of relationship says what it goes from and to; these elements are something else.',
    severity: 'warning',
    fixable: true,
  },
  (of) => {
    const { fact } = of;
    const relation = fact('relation');
    if (fact('only')) return { message: t('"{0}" is for {1} only.', relation, fact('only')) };
    if (!fact('reversed'))
      return {
        message: t(
          '"{0}" of "{1}" is for {2}, not for {3}.',
          fact('property'),
          relation,
          fact('expected'),
          fact('found'),
        ),
      };
    return {
      message: t('"{0}" goes the other way round: "from" and "to" are exchanged.', relation),
      fix: () => {
        const map = entryOfCase(of)?.map;
        const from = asScalar(entryOf(map, 'from')?.value);
        const items = asList(entryOf(map, 'to')?.value)?.items ?? [];
        const to = items.length === 1 ? asScalar(items[0]!.value) : undefined;
        if (!from || !to) return [];
        const editor = editorFor(of.document.parsed);
        const edits = [...editor.setText(from, to.text), ...editor.setText(to, from.text)];
        return [{ title: t('Exchange "from" and "to"'), safe: false, edits }];
      },
    };
  },
);

/** Relationship.md of the model. */
export const noneWithOthers = problemRule(
  {
    id: 'spdx/none-with-others',
    title: 'NoneElement beside others',
    help: 'NoneElement says that there is nothing at this end of the relationship, so nothing else can stand beside it.',
    severity: 'error',
    fixable: false,
  },
  () => ({ message: t('NoneElement stands alone: with it, nothing else can be in "to".') }),
);

/** ai_metricDecisionThreshold of the AI profile: a threshold is that of a metric. */
export const thresholdWithoutMetric = problemRule(
  {
    id: 'spdx/threshold-without-metric',
    title: 'Threshold without its metric',
    help: 'A decision threshold belongs to a metric of the same key; without it, nobody knows what the threshold is for.',
    severity: 'info',
    fixable: false,
  },
  ({ fact }) => ({ message: t('"ai_metric" has no key "{0}" that this threshold could be for.', fact('key')) }),
);
