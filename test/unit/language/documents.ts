import { COMPONENTS } from '../../../src/core/mof/components';
import { MofDocument } from '../../../src/core/mof/document';
import { parseJson } from '../../../src/core/text/json';
import { parseYaml } from '../../../src/core/text/yaml';

/** A MOF document from YAML, or from JSON where the text begins with a brace. */
export function mof(text: string): MofDocument {
  return new MofDocument(text.trimStart().startsWith('{') ? parseJson(text) : parseYaml(text));
}

/** A release that lists components by number, all under one licence unless `licenses` gives one its own. */
export function release(ids: readonly number[], licenses: Record<number, string> = {}, license = 'Apache-2.0'): string {
  const items = ids.map((id) => {
    const name = COMPONENTS.find((c) => c.id === id)!.name;
    return `    - name: ${name}\n${id in licenses ? `      license: ${licenses[id]}\n` : ''}`;
  });
  return `framework:
  name: Model Openness Framework
  version: '1.0'
  date: '2024-12-15'
release:
  name: My-model
  producer: Us
  license:
    distribution:
      name: ${license}
  components:
${items.join('')}`;
}

/** Numbers of the required components, by the class they make whole. */
export const CLASS_3 = [9, 10, 12, 13, 14, 11];
export const CLASS_2 = [...CLASS_3, 7, 8, 18, 19];
export const CLASS_1 = [...CLASS_2, 15, 16, 24, 21];

/** A text with a cursor in it: `|`, or `█` where the text itself has a bar. */
export function at(marked: string): { text: string; offset: number } {
  const mark = marked.includes('█') ? '█' : '|';
  const offset = marked.lastIndexOf(mark);
  if (offset < 0) throw new Error('no cursor in the text');
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}
