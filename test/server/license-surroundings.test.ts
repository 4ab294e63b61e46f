// What lies around a licence: the files beside it, as they are in the editor, and the policy of the project.
import { afterEach, describe, expect, it } from 'vitest';
import { TestClient, type Setup } from './harness';
import { mof } from './texts';

let client: TestClient;
const start = async (setup?: Setup) => (client = await TestClient.start(setup));
afterEach(() => client?.stop());

const card = (license: string): string => `---\nlicense: ${license}\n---\n`;
const MOF = mof('aurora', ['Model parameters (Final)']);
const OTHER = 'license/disagree';

describe('a file beside', () => {
  it('counts as it is in the editor before it is saved, and as it is on disk when it is closed', async () => {
    await start({ files: { 'README.md': card('wtfpl'), 'mof.yml': MOF } });
    await client.open('mof.yml', MOF);
    const found = await client.diagnostics('mof.yml', (all) => all.some((d) => d.code === OTHER));
    expect(found.find((d) => d.code === OTHER)?.relatedInformation?.[0]?.location).toMatchObject({
      uri: client.uri('README.md'),
      range: { start: { line: 1, character: 9 } },
    });
    await client.open('README.md', card('zlib'), 'markdown');
    await client.rules('README.md', (rules) => rules.includes(OTHER));
    await client.change('README.md', card('apache-2.0'));
    await client.rules('mof.yml', (rules) => !rules.includes(OTHER));
    await client.close('README.md');
    await client.rules('mof.yml', (rules) => rules.includes(OTHER));
  });

  it('is read again when it changes on disk', async () => {
    await start({ files: { LICENSE: 'LLAMA 3.1 COMMUNITY LICENSE AGREEMENT\n' } });
    await client.open('README.md', card('mit'), 'markdown');
    await client.rules('README.md', (rules) => rules.includes('license/differs-from-text'));
    await client.write('LICENSE', undefined);
    await client.rules('README.md', (rules) => !rules.includes('license/differs-from-text'));
    await client.write('Kitfile', 'package:\n  license: ISC\n');
    await client.rules('README.md', (rules) => rules.includes(OTHER));
  });
});

describe('the policy', () => {
  it('is that of the nearest configuration, as it is in the editor', async () => {
    await start({
      files: { '.modelopenness.yml': 'licenses:\n  deny: [MIT]\n', 'in/.modelopenness.yml': 'rules: {}\n' },
    });
    await client.open('README.md', card('mit'), 'markdown');
    await client.open('in/README.md', card('mit'), 'markdown');
    expect(await client.rules('README.md')).toContain('license/denied');
    expect(await client.rules('in/README.md')).not.toContain('license/denied');
    await client.open('.modelopenness.yml', 'licenses:\n  allow: [MIT]\n');
    await client.rules('README.md', (rules) => !rules.includes('license/denied'));
  });

  it('is looked at beside the YAML extension as well', async () => {
    await start({ options: { neighbours: { yaml: { syntax: true, outline: true } } } });
    await client.open('README.md', '---\nlicense: mit\nlicense: mit\n---\n', 'markdown');
    expect(await client.rules('README.md')).toEqual(['document/duplicate-key']);
  });
});
