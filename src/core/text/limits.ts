import { t } from '../l10n';
import { type Span } from './position';
import { MAX_DEPTH, type SyntaxProblem } from './tree';

/** The problem of a text that is longer than is read; undefined for all others. */
export function tooLong(
  text: string,
  longest: number,
  syntax: 'YAML' | 'JSON' | 'TOML' | 'Modelfile',
): SyntaxProblem | undefined {
  if (text.length <= longest) return undefined;
  const message = t(
    'This file has {0} characters; {1} up to {2} is read. Is it the right file?',
    text.length.toLocaleString('en'),
    syntax,
    longest.toLocaleString('en'),
  );
  return { code: 'too-complex', message, start: 0, end: 0 };
}

/** The problem of a text that is nested deeper than is read, from the place on where it is. */
export function tooDeep(at: Span): SyntaxProblem {
  const message = t('Nested more than {0} levels deep; the file is not read.', MAX_DEPTH);
  return { code: 'too-complex', message, start: at.start, end: at.end };
}
