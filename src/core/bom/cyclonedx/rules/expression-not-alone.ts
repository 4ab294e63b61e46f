import { t } from '../../../l10n';
import { asMap, entryOf } from '../../../text/tree';
import { upgrade } from './newer-version';
import { schemaRule } from './reporting';

/** Schemas 1.5 and 1.6, `licenseChoice`: a list of licences, or one expression; 1.7 allows both together. */
export const expressionNotAlone = schemaRule(
  'expression-not-alone',
  {
    title: 'Licence expression beside other licences',
    help: 'Up to CycloneDX 1.6 "licenses" holds licences or one expression, not both; validators reject the document. 1.7 allows it.',
    fixable: true,
  },
  (document, _mistake, { node }) => {
    const items = node?.kind === 'list' ? node.items : [];
    const entry = items.map((item) => entryOf(asMap(item.value), 'expression')).find(Boolean)!;
    return {
      at: entry.key,
      message: t(
        'In CycloneDX {0} an expression stands alone in "licenses"; 1.7 allows others beside it.',
        document.version,
      ),
      fix: () => [upgrade(document, '1.7')],
    };
  },
);
