import { LineIndex, type Range } from '../text/position';
import { asScalar, entryOf } from '../text/tree';
import { parseYaml } from '../text/yaml';

const FRONT_MATTER = /^\ufeff?---\r?\n([^]*?)\r?\n---\r?(?:\n|$)/;

/** The `license` of a model card's front matter, with its place in the card. */
export function cardLicense(text: string): { id: string; range: Range } | undefined {
  const match = FRONT_MATTER.exec(text);
  if (!match) return undefined;
  const offset = match[0].indexOf(match[1]!);
  const node = asScalar(entryOf(parseYaml(match[1]!).root, 'license')?.value);
  if (!node?.text) return undefined;
  const range = new LineIndex(text).range({ start: node.start + offset, end: node.end + offset });
  return { id: node.text, range };
}
