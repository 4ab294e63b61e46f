import { SPDX_MEANINGS } from './generated/meanings';

let meanings: Map<string, string> | undefined;

/**
 * What a class, a property or a value means, in one or two sentences.
 * @param name name of a class or property, or `Enumeration.value`
 */
export function meaningOf(name: string): string | undefined {
  meanings ??= new Map(SPDX_MEANINGS.split('\n').map((line) => line.split('\t') as [string, string]));
  return meanings.get(name);
}
