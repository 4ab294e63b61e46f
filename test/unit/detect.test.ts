import { describe, expect, it } from 'vitest';
import { detectKind } from '../../src/core/documents/kinds';

const CONTENT = 'framework:\n  name: Model Openness Framework\nrelease:\n  components: []\n';

describe('detection of documents', () => {
  it.each(['mof.yml', 'mof.yaml', 'mof.json', 'MOF.yml', 'MOF.json', 'MOF.JSON', 'aurora.mot.yml'])(
    'knows %s by its name, whatever it says',
    (name) => expect(detectKind(`/a/${name}`, '')?.id).toBe('mof'),
  );
  it.each(['Amber.yml', 'x.json', 'untitled'])('knows %s by its content', (name) =>
    expect(detectKind(`/a/${name}`, CONTENT)?.id).toBe('mof'),
  );
  it('knows JSON, a byte order mark and a misspelt framework name', () => {
    expect(detectKind('/a.json', '{"framework": {"name": "Model Openness Framework"}}')?.id).toBe('mof');
    expect(detectKind('/a.json', '{\n  "framework": {\n "name": "Model Openness Framework"}}')?.id).toBe('mof');
    expect(detectKind('/a.yml', `\ufeff${CONTENT}`)?.id).toBe('mof');
    expect(detectKind('/a.yml', 'framework:\n  name: model openess framework\n')?.id).toBe('mof');
    expect(detectKind('/a.yml', 'framework:\n  x: 1\nrelease:\n  name: a\n  components:\n    - name: b\n')?.id).toBe(
      'mof',
    );
  });
  it('leaves other files alone', () => {
    expect(detectKind('/a.yml', 'name: CI\non: push\n')).toBeUndefined();
    expect(detectKind('/a.yml', 'framework: django\n')).toBeUndefined();
    expect(detectKind('/a.yml', '# Model Openness Framework\nname: x\n')).toBeUndefined();
    expect(detectKind('/model.mof', CONTENT.replaceAll('framework', 'x'))).toBeUndefined();
    expect(detectKind('/a.mof.json', '{}')).toBeUndefined();
  });
  it('knows its own configuration', () => expect(detectKind('/a/.modelopenness.yml', '')?.id).toBe('config'));
});
