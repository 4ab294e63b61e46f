import { describe, expect, it } from 'vitest';
import { openDocument } from '../../../src/core/documents/kinds';

const statements = (text: string) =>
  openDocument('mof.yml', text)!
    .licensing()
    .statements.map(({ text: license, subject: { name, content, main } }) => [license, name, content, main]);

describe('what a MOF configuration says about licences', () => {
  it('names the release for global licences, and the component for others', () => {
    const text = `release:
  name: aurora
  license:
    distribution: { name: Apache-2.0 }
    data: { name: CDLA-Permissive-2.0 }
  components:
    - name: Model parameters (Final)
      license: OpenMDW-1.0
    - name: Model parameters (Intermediate)
      license: MIT
    - name: Training code
      license: MIT
    - name: Model card
      license: CC-BY-4.0
    - name: Datasets
`;
    expect(statements(text)).toEqual([
      ['Apache-2.0', 'aurora', undefined, true],
      ['CDLA-Permissive-2.0', 'aurora', 'data', true],
      ['OpenMDW-1.0', 'Model parameters (Final)', 'model', true],
      ['MIT', 'Model parameters (Intermediate)', 'model', false],
      ['MIT', 'Training code', 'code', false],
      ['CC-BY-4.0', 'Model card', 'document', false],
    ]);
  });

  it('takes no licence from words that say there is none', () => {
    const text = `release:
  name: aurora
  components:
    - name: Datasets
      license: unlicensed
    - name: Training code
      license: Component not included
    - name: Model card
      license: proprietary
`;
    expect(statements(text)).toEqual([['proprietary', 'Model card', 'document', false]]);
  });
});
