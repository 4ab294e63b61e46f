import { defineKind } from '../../documents/kind';
import { NO_FEATURES } from '../../language/no-features';
import { LineIndex } from '../../text/position';
import { type ParsedText, type ScalarNode } from '../../text/tree';
import { NO_LICENSING, type Licensing } from '../statement';
import { recognise } from '../text/recognise';
import { licenseFileDetector } from './detect';

/** Longest text that is compared with licences, in UTF-16 code units. The longest licence has 100,000. */
const MAX_LENGTH = 512 * 1024;

/** The text of a licence. Nothing is wrong with prose; which licence it is, is shown at its first line. */
export const licenseTextKind = defineKind<ParsedText>({
  ...licenseFileDetector,
  title: 'Licence text',
  parse: (_path, text) => ({ syntax: 'text', text, lines: new LineIndex(text), root: undefined, problems: [] }),
  read: (parsed) => parsed,
  rules: [],
  licensing,
  features: () => NO_FEATURES,
});

function licensing({ text }: ParsedText): Licensing {
  const found = text.length > MAX_LENGTH ? undefined : recognise(text);
  if (!found?.ids.length) return NO_LICENSING;
  const words = [found.ids.join(' OR '), ...found.also].join(' AND ');
  const title = titleSpan(text);
  const node: ScalarNode = { kind: 'scalar', value: words, text: words, style: 'block', ...title };
  const subject = { name: undefined, content: undefined, main: true };
  return { statements: [{ text: words, form: 'expression', node, role: 'concluded', subject }], sources: [] };
}

/** The first line that says anything. */
function titleSpan(text: string): { start: number; end: number } {
  const first = /\S.*/.exec(text);
  const start = first?.index ?? 0;
  return { start, end: start + (first?.[0].trimEnd().length ?? 0) };
}
