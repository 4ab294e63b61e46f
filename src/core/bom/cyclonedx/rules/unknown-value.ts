import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { nearest } from '../../../text/similar';
import { asScalar } from '../../../text/tree';
import { VERSIONS, valuesOf } from '../schema';
import { letters } from '../spelling';
import { firstLine, listOf, nameOf, schemaRule } from './reporting';

/** Schemas 1.5 to 1.7: `enum`. The ids of licences are the business of license/unknown. */
export const unknownValue = schemaRule(
  'unknown-value',
  {
    title: 'Value outside the list',
    help: 'The CycloneDX schema allows only a few words here, compared exactly; validators reject any other.',
    fixable: true,
  },
  (document, mistake, { node }) => {
    const name = nameOf(mistake);
    const values =
      name === 'specVersion' ? VERSIONS : ((mistake.schema && valuesOf(mistake.schema, document.version)) ?? []);
    const written = asScalar(node);
    const meant = written ? meantValue(written.text, values) : undefined;
    const shown = written?.text ?? '';
    return {
      at: firstLine(document.parsed, node!),
      message: meant
        ? t('"{0}" is no value of "{1}". Did you mean "{2}"?', shown, name, meant)
        : t('"{0}" is no value of "{1}". Use one of: {2}.', shown, name, listOf(values)),
      fix: () => [
        written && meant
          ? {
              title: t('Change to "{0}"', meant),
              safe: letters(meant) === letters(shown),
              edits: editorFor(document.parsed).setText(written, meant),
            }
          : undefined,
      ],
    };
  },
);

/** What other tools and formats call a value. */
const ALIASES: Readonly<Record<string, string>> = {
  model: 'machine-learning-model',
  'ml-model': 'machine-learning-model',
  dataset: 'data',
  os: 'operating-system',
  app: 'application',
  lib: 'library',
  homepage: 'website',
  repository: 'vcs',
  git: 'vcs',
  docs: 'documentation',
  modelcard: 'model-card',
  kwh: 'kWh',
};

function meantValue(written: string, values: readonly string[]): string | undefined {
  const same = values.find((value) => letters(value) === letters(written));
  if (same) return same;
  const alias = Object.hasOwn(ALIASES, written.toLowerCase()) ? ALIASES[written.toLowerCase()] : undefined;
  if (alias && values.includes(alias)) return alias;
  // "1.6.0" and "v1.6".
  return values === VERSIONS ? VERSIONS.find((version) => written.includes(version)) : nearest(written, values);
}
