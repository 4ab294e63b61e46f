import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { nearest } from '../../../text/similar';
import { PRECISIONS } from '../commands';
import { paramSizeOf } from '../../modelpack/facts/param-size';
import { quoteArgument, type Argument, type ModelfileDocument } from '../document';

/** The argument of a command that has one. */
function argumentsOf({ commands }: ModelfileDocument, name: string): Argument[] {
  return commands.filter((each) => each.name === name && each.args.length === 1).map(({ args }) => args[0]!);
}

/** model-spec, config.md: a number with at most one decimal, and one letter. modctl does not look at it. */
const PARAM_SIZE = /^\d+(?:\.\d)?[QTBMK]$/i;

export const paramSize: Rule<ModelfileDocument> = {
  id: 'modelfile/param-size',
  title: 'Malformed number of parameters',
  help: 'ModelPack writes the number of parameters as a number with at most one decimal and one of K, M, B, T or Q: 6.7B. modctl takes anything, readers may not.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    for (const argument of argumentsOf(document, 'PARAMSIZE')) {
      const { value, start, end } = argument;
      if (!value || PARAM_SIZE.test(value)) continue;
      const meant = paramSizeOf(value);
      report({
        at: argument,
        message: meant
          ? t('"{0}" is no number of parameters. Did you mean "{1}"?', value, meant)
          : t('"{0}" is no number of parameters: write a number and one of K, M, B, T or Q, such as 6.7B.', value),
        fix: () => [
          meant
            ? {
                title: t('Change to "{0}"', meant),
                // With more decimals than one something is rounded off.
                safe: /^\d+(?:\.\d)? ?[a-z]+$/i.test(value),
                edits: [{ start, end, newText: meant }],
              }
            : undefined,
        ],
      });
    }
  },
};

/** Other words for a precision. */
const ALIASES: Readonly<Record<string, string>> = {
  fp64: 'float64',
  f64: 'float64',
  double: 'float64',
  fp32: 'float32',
  f32: 'float32',
  float: 'float32',
  fp16: 'float16',
  f16: 'float16',
  half: 'float16',
  bf16: 'bfloat16',
  float8_e4m3fn: 'float8_e4m3',
  fp8_e4m3: 'float8_e4m3',
  fp8_e5m2: 'float8_e5m2',
  i8: 'int8',
  u8: 'uint8',
  boolean: 'bool',
};

/** model-spec, config.md, `precision`. */
export const precision: Rule<ModelfileDocument> = {
  id: 'modelfile/precision',
  title: 'Unknown precision',
  help: 'ModelPack has a list of precisions, float32 to bool; several are separated by commas. modctl takes anything, but readers compare with the list.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    for (const argument of argumentsOf(document, 'PRECISION')) {
      const parts = argument.value.split(',').map((part) => part.trim());
      const unknown = parts.filter((part) => part && !PRECISIONS.includes(part));
      if (!unknown.length || !argument.value) continue;
      const sure = (part: string): string | undefined => {
        const folded = part.toLowerCase().replace(/^torch\./, '');
        if (PRECISIONS.includes(folded)) return folded;
        return Object.hasOwn(ALIASES, folded) ? ALIASES[folded] : undefined;
      };
      const meant = parts.map((part) => (PRECISIONS.includes(part) ? part : (sure(part) ?? nearest(part, PRECISIONS))));
      const whole = meant.every((part) => part !== undefined) ? meant.join(',') : undefined;
      const names = unknown.map((part) => `"${part}"`).join(', ');
      report({
        at: argument,
        message: whole
          ? t('{0} is not on the list of precisions. Did you mean "{1}"?', names, whole)
          : t('{0} is not on the list of precisions: {1}.', names, PRECISIONS.join(', ')),
        fix: () => [
          whole
            ? {
                title: t('Change to "{0}"', whole),
                safe: unknown.every((part) => sure(part) !== undefined),
                edits: [{ start: argument.start, end: argument.end, newText: quoteArgument(whole) }],
              }
            : undefined,
        ],
      });
    }
  },
};
