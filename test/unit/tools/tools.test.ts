import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/tools/service';
import { answer, MOST_CHARACTERS, refusal } from '../../../src/core/tools/answer';
import { checkInput } from '../../../src/core/tools/input';
import { type ToolScope } from '../../../src/core/tools/tool';
import { TOOLS } from '../../../src/core/tools/tools';
import { folderWith } from '../signing/folder';
import { tinyModel } from '../inspection/model';

process.env.XDG_CACHE_HOME = folderWith();
process.env.XDG_CONFIG_HOME = folderWith();

interface Manifest {
  contributes: { languageModelTools: { name: string; modelDescription: string; inputSchema: object; when: string }[] };
}
const manifest = JSON.parse(readFileSync(path.join(__dirname, '../../../package.json'), 'utf8')) as Manifest;

describe('the editor', () => {
  it('is told of the same tools, with the same inputs', () => {
    const told = manifest.contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
      name,
      modelDescription,
      inputSchema,
    }));
    expect(told).toEqual(
      TOOLS.map(({ name, description, inputSchema }) => ({
        name: `modelopenness_${name}`,
        modelDescription: description,
        inputSchema,
      })),
    );
  });
  it('hides them where features of that kind are switched off', () => {
    for (const { when } of manifest.contributes.languageModelTools)
      expect(when).toContain('!config.chat.disableAIFeatures');
  });
});

describe('inputs', () => {
  it.each(TOOLS)('of $name are what JSON Schema takes', ({ inputSchema }) => {
    const validate = new Ajv2020().compile(inputSchema);
    const inputs: unknown[] = [
      { path: 'a' },
      {},
      { path: 1 },
      { path: 'a', more: 'b' },
      [],
      null,
      'a',
      { path: 'x'.repeat(4097) },
      { path: 'a', name: 'b' },
      { path: 'a', policy: 'b' },
    ];
    for (const input of inputs) {
      let ok = true;
      try {
        checkInput(input, inputSchema);
      } catch {
        ok = false;
      }
      expect(ok).toBe(validate(input));
    }
  });
  it('may not reach into what every object has', () => {
    expect(() => checkInput(JSON.parse('{"path":"a","__proto__":"b"}'), TOOLS[0]!.inputSchema)).toThrow(
      'There is no input "__proto__"',
    );
  });
});

describe('answers', () => {
  it('are bounded, whatever they hold', () => {
    const much = {
      list: Array.from({ length: 10_000 }, (_, at) => ({ name: `${at}`.repeat(300) })),
      text: 'x'.repeat(100_000),
    };
    const { text } = answer(much);
    expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS);
    const json = JSON.parse(text) as { list: unknown[]; text: string };
    expect(json.list.at(-1)).toMatch(/^… and \d+ more$/);
    expect(json.text).toMatch(/^x+… \(cut\)$/);
    const deep = {
      a: Array.from({ length: 10 }, () =>
        Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => 'x'.repeat(100))),
      ),
    };
    expect(answer(deep).text.length).toBeLessThan(MOST_CHARACTERS + 20);
  });
  it('hold nothing that acts in a terminal', () => {
    // eslint-disable-next-line no-control-regex
    const acting = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;
    const hostile = '\u001b[2J\u202eevil\u2066\u0085';
    expect(answer({ hostile }).text).not.toMatch(acting);
    expect(JSON.parse(answer({ hostile }).text)).toEqual({ hostile });
    expect(refusal(hostile).text).not.toMatch(acting);
  });
});

describe('places', () => {
  const folder = tinyModel();
  const roots = [path.dirname(folder)];
  const scope: ToolScope = { roots, trusted: true };
  const call = async (name: string, input: object, more: Partial<ToolScope> = {}) => {
    const { text, isError } = await run(name, input, { ...scope, ...more });
    return { isError, json: JSON.parse(text) as Record<string, unknown> };
  };

  it('are looked at in the open folders only', async () => {
    const outside = tinyModel();
    symlinkSync(outside, path.join(roots[0]!, 'linked'));
    for (const given of [outside, '../', 'linked', path.join(folder, '../../..'), '/etc/passwd']) {
      const { isError, json } = await call('inspect_artifact', { path: given });
      expect(isError).toBe(true);
      expect(json.error).toContain('lies outside of the folders that are open');
    }
    expect((await call('inspect_artifact', { path: outside }, { roots: [roots[0]!, outside] })).isError).toBe(false);
    expect((await call('lint', { path: '.' }, { roots: [] })).json.error).toBe(
      'No folder is open that could be looked at.',
    );
  });

  it('that links lead out of are not searched', async () => {
    const secret = path.join(folderWith({ 'mof.yml': 'framework:\n  name: Secret\nrelease: {}\n' }), 'mof.yml');
    mkdirSync(path.join(folder, 'sub'));
    symlinkSync(secret, path.join(folder, 'sub/mof.yml'));
    const { json } = await call('lint', { path: 'tiny' });
    expect(JSON.stringify(json)).not.toContain('sub/mof.yml');
    expect(JSON.stringify((await call('explain_class', { path: 'tiny' })).json)).not.toContain('sub/mof.yml');
  });

  it('of policies are asked only where the folder is trusted', async () => {
    const model = tinyModel({});
    const root = path.dirname(model);
    const { writeFileSync } = await import('node:fs');
    mkdirSync(path.join(root, '.modelopenness'));
    writeFileSync(path.join(root, '.modelopenness/policy.yml'), 'version: 1\nrequire:\n  mof-class: I\n');
    const asked = await call('verify', { path: 'tiny' }, { roots: [root] });
    expect(asked.json.accepted).toBe(false);
    const untrusted = await call('verify', { path: 'tiny' }, { roots: [root], trusted: false });
    expect(untrusted.json.accepted).toBe(null);
  });

  it('are given up on when that is asked for', async () => {
    const { json, isError } = await call('verify', { path: 'tiny' }, { signal: AbortSignal.abort() });
    expect({ json, isError }).toEqual({ json: { error: 'Cancelled.' }, isError: true });
  });
});
