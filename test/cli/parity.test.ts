// The same text through the core, the language server and `mof lint` gives the same findings.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONFIG_NAME } from '../../src/core/config/configuration';
import { detectKind } from '../../src/core/documents/kinds';
import { fixtureFile, isFixture } from '../fixtures';
import { folderWith } from '../folder';
import { lintText } from '../lint';
import { TestClient } from '../server/harness';

const root = path.join(__dirname, '../..');
const mof = path.join(root, 'dist/mof.js');

/** One rule would see all fixtures as one workspace in `mof lint` and each alone elsewhere. */
const OFF = 'mof/duplicate-release';

interface Fixture {
  title: string;
  name: string;
  text: string;
}

function pageExamples(): Fixture[] {
  const folder = path.join(root, 'docs/rules');
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.md'));
  return pages.sort().flatMap((page) => {
    const blocks = readFileSync(path.join(folder, page), 'utf8').matchAll(
      /^```(yaml|json|toml|markdown)([^\n]*)\n([^]*?)^```/gm,
    );
    return [...blocks]
      .map(([, language, info, text], i) => ({
        title: `${page}, example ${i + 1}`,
        name: /title="([^"]+)"/.exec(info!)?.[1] ?? (language === 'json' ? 'mof.json' : 'mof.yml'),
        text: text!,
      }))
      .filter(({ name, text }) => detectKind(name, text));
  });
}

function quickFixes(): Fixture[] {
  const folder = path.join(root, 'test/fixtures/quick-fixes');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(isFixture)
    .sort()
    .map((f) => ({
      title: f,
      name: fixtureFile(f),
      text: readFileSync(path.join(folder, f), 'utf8'),
    }));
}

const HEAD = "framework:\n  name: Model Openness Framework\n  version: '1.0'\n  date: 2024-12-15\n";
const HOSTILE: Fixture[] = [
  ['byte order mark', `\ufeff${HEAD}`],
  ['tab', `${HEAD}release:\n\tname: x\n`],
  ['NUL', `${HEAD}release:\n  name: "x\0"\n`],
  ['two documents', `${HEAD}---\n${HEAD}`],
  ['CRLF', `${HEAD}release:\n  name: a b\n`.replaceAll('\n', '\r\n')],
  ['astral characters before the place', `${HEAD}release: {name: "𝔸𝔹 x", licence: 1}\n`],
  ['alias bomb', `${HEAD}a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nrelease: *c\n`],
  ['deep nesting', `${HEAD}release: ${'['.repeat(5000)}`],
  ['not a map', '- Model Openness Framework\n'],
  ['nothing', ''],
].map(([title, text]) => ({ title: title!, name: 'mof.yml', text: text! }));

// A configuration that is not valid ends the run of `mof lint`, so those are tested by themselves.
const fixtures = [...pageExamples(), ...quickFixes(), ...HOSTILE].filter(({ name }) => name !== CONFIG_NAME);

interface Place {
  rule: string;
  start: string;
  end: string;
}
interface LspRange {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

function place(rule: string, range: LspRange): Place {
  const at = ({ line, character }: LspRange['start']): string => `${line}:${character}`;
  return { rule, start: at(range.start), end: at(range.end) };
}

describe('core, server and command line agree', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mof-parity-'));
  const byFile = new Map<string, Place[]>();
  let client: TestClient;

  beforeAll(async () => {
    fixtures.forEach(({ name, text }, i) => {
      const file = path.join(folder, `f${i}`, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    });
    writeFileSync(path.join(folder, '.modelopenness.yml'), `rules:\n  ${OFF}: off\n`);
    const run = spawnSync(process.execPath, [mof, 'lint', '.', '--format', 'json'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    interface Row {
      file: string;
      rule: string;
      range: LspRange;
    }
    const { findings } = JSON.parse(run.stdout) as { findings: Row[] };
    for (const { file, rule, range } of findings) byFile.set(file, [...(byFile.get(file) ?? []), place(rule, range)]);
    client = await TestClient.start({ settings: { rules: { [OFF]: 'off' } } });
  });
  afterAll(async () => {
    await client.stop();
    rmSync(folder, { recursive: true });
  });

  it('has fixtures from the rule pages and the quick fixes', () => {
    expect(pageExamples().length).toBeGreaterThan(50);
    expect(quickFixes().length).toBeGreaterThan(50);
  });

  it.each(fixtures.map((fixture, i) => ({ ...fixture, i })))('$title', async ({ name, text, i }) => {
    const core = lintText(text, {
      path: `/fixtures/f${i}/${name}`,
      folder: folderWith([name]),
      configuration: { rules: { [OFF]: 'off' }, exclude: [], overrides: [] },
    }).map((finding) => place(finding.rule, finding.range));
    await client.open(`f${i}/${name}`, text);
    const server = (await client.diagnostics(`f${i}/${name}`)).map((d) => place(String(d.code), d.range));
    await client.close(`f${i}/${name}`);
    expect(server).toEqual(core);
    expect(byFile.get(`f${i}/${name}`) ?? []).toEqual(core);
  });
});
