// Evidence reports: complete, valid, and inert whatever an artifact says.
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, exportInspection } from '../../../src/core/inspection/export';
import schema from '../../../src/core/inspection/export/inspection.schema.json';
import { type Inspection } from '../../../src/core/inspection/inspection';
import { inspect } from '../../../src/node/inspect/service';
import { folderWith } from '../signing/folder';
import { newAuthority } from '../signing/pki';
import { exampleFiles, exampleInspection } from './example';
import { packFolder, signFolder, tinyModel } from './model';

process.env.XDG_CACHE_HOME = folderWith();

const ajv = new Ajv2020({ allErrors: true });
addFormats(ajv);
const validate = ajv.compile(schema);

function expectValid(inspection: Inspection): void {
  const json: unknown = JSON.parse(exportInspection(inspection, 'json'));
  expect(validate(json) ? [] : validate.errors).toEqual([]);
}

/** Strings that do something where they are not taken for what they are. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><script>alert(1)</script>',
  '</pre></details><script>alert(1)</script>',
  '&lt;script&gt;',
  'javascript:alert(1)',
  '[click](javascript:alert(1))',
  '![x](http://evil.example/x.png)',
  '| a | b |',
  '`````\n# heading',
  '```\n</details>',
  '\u202eexe.slad\u202c',
  '\u2066isolated\u2069',
  '\u001b[2J\u001b]8;;http://evil.example\u0007click',
  'a\u0000b\r\nc\u2028d',
  '@everyone <!-- -->',
  '$(rm -rf /)',
  '\ud800 alone',
];

/** The example with a text in every string that comes out of what is inspected. */
function withEverywhere(text: string): Inspection {
  const kept = new Set([
    'format',
    'kind',
    'state',
    'section',
    'status',
    'type',
    'openness',
    'level',
    'severity',
    'by',
    'store',
    'role',
    'inclusion',
    'licenseFrom',
    'method',
    'hash',
    'id',
    'content',
    'flavour',
    'restrictions',
  ]);
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return kept.has(key) ? value : `${value} ${text}`;
    if (Array.isArray(value)) return value.map((item) => walk(item, key));
    if (value && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each, name)]));
    return value;
  };
  return walk(exampleInspection(), '') as Inspection;
}

// eslint-disable-next-line no-control-regex
const ACTING = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe('the JSON', () => {
  it('of the example is valid by its schema', () => expectValid(exampleInspection()));
  it('of real inspections is valid by its schema', async () => {
    const authority = newAuthority();
    const leaf = authority.issue({ subject: 'signer', codeSigning: true });
    const folder = tinyModel();
    await signFolder(folder, { certificate: leaf.pem, key: leaf.privatePem, chain: authority.pem });
    const { root } = await packFolder(folder, { 'org.opencontainers.image.title': 'Tiny' });
    const targets = [
      { kind: 'folder', model: { path: folder, shown: 'tiny' } },
      { kind: 'artifact', place: { layout: { path: root, shown: 'layout' }, name: 'tiny:1.0' } },
      { kind: 'signature', signature: { path: `${folder}/model.sig`, shown: 'model.sig' } },
      { kind: 'bom', bom: { path: `${folder}/bom.cdx.json`, shown: 'bom.cdx.json' } },
    ] as const;
    for (const target of targets) {
      const inspection = await inspect({ target });
      if ('failure' in inspection) throw new Error(inspection.failure);
      expectValid(inspection);
      for (const format of EXPORT_FORMATS) expect(exportInspection(inspection, format)).toMatch(/tiny/i);
    }
  }, 60_000);
  it('is not valid with anything that the schema does not know', () => {
    expect(validate({ ...exampleInspection(), more: 1 })).toBe(false);
    expect(validate({ ...exampleInspection(), reasons: [] })).toBe(false);
  });
  it.each(HOSTILE)('holds %j as it is, with nothing that acts in a terminal', (text) => {
    const inspection = withEverywhere(text);
    const json = exportInspection(inspection, 'json');
    expect(json.replaceAll('\n', '')).not.toMatch(ACTING);
    expect(JSON.parse(json)).toEqual(inspection);
  });
});

describe('the HTML', () => {
  const html = exportInspection(exampleInspection(), 'html');
  it('forbids scripts and the network, and has neither', () => {
    expect(html).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).not.toMatch(/<script|<link|<img|<iframe|<object|<embed|\ssrc=|url\(|@import|\son\w+=/i);
    // Only into itself.
    expect([...html.matchAll(/href="([^"]*)"/g)].every(([, href]) => href!.startsWith('#'))).toBe(true);
  });
  it('has every section, the raw bundle, digests and versions of tools', () => {
    for (const title of [
      'Verdict',
      'Trust policy',
      'Signatures',
      'Files',
      'Openness',
      'Licences',
      'Bills of materials',
      'Lineage',
      'Manifest',
      'Claims',
      'Problems',
      'What this report rests on',
    ])
      expect(html).toContain(`>${title}</h2>`);
    expect(html).toContain('<summary>model.sig (sha256:7777');
    expect(html).toContain('mof 0.0.0');
    expect(html).toContain('bom.json&quot; is of another state of the model');
  });
  it('has a language, a title, one main part, headings in order and tables with heads', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html.match(/<main>/g)).toHaveLength(1);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html.match(/<table>/g)!.length).toBe(html.match(/<caption>/g)!.length);
    expect(html.match(/<table>/g)!.length).toBe(html.match(/<thead>/g)!.length);
  });
  it.each(HOSTILE)('shows %j and does nothing else with it', (text) => {
    const hostile = exportInspection(withEverywhere(text), 'html');
    expect(hostile.replace(/\n/g, '')).not.toMatch(ACTING);
    // The same elements and attributes as with harmless texts: nothing became markup.
    expect(tagsOf(hostile)).toEqual(tagsOf(exportInspection(withEverywhere('x'), 'html')));
  });
});

/** Tags with the names of their attributes, and values of those that could act. */
function tagsOf(html: string): string[] {
  const body = html.replace(/<style>[^<]*<\/style>/, '');
  return (body.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/(content|aria-label)="[^"]*"/g, '$1'));
}

describe('the Markdown', () => {
  it.each(HOSTILE)('shows %j as text', (text) => {
    const hostile = exportInspection(withEverywhere(text), 'markdown');
    expect(hostile.replace(/\n/g, '')).not.toMatch(ACTING);
    const outside = withoutCode(hostile);
    expect(outside).not.toMatch(/</);
    expect(outside).not.toMatch(/\]\(/);
    expect(outside).not.toMatch(/!\[/);
    expect(outside).not.toContain('@everyone');
    // As many lines begin a heading or a row as with harmless texts.
    const lines = (markdown: string) =>
      withoutCode(markdown)
        .split('\n')
        .map((line) => /^(?:#+ |\| |- )?/.exec(line)![0]);
    expect(lines(hostile)).toEqual(lines(exportInspection(withEverywhere('x'), 'markdown')));
    const cells = (markdown: string) =>
      withoutCode(markdown)
        .split('\n')
        .filter((line) => line.startsWith('| '))
        .map((line) => line.match(/\|/g)!.length);
    expect(cells(hostile)).toEqual(cells(exportInspection(withEverywhere('x'), 'markdown')));
  });
});

/** Markdown without code spans, fences and escaped characters, in which nothing is markup. */
function withoutCode(markdown: string): string {
  return markdown
    .replace(/^(`{3,})text\n[^]*?\n\1$/gm, 'FENCE')
    .replace(/\\[^]|`[^`\n]*`/g, (found) => (found.startsWith('\\') ? 'E' : 'CODE'));
}

describe('very much', () => {
  it('of half a million files makes reports of a size that can be opened, and JSON of them all', () => {
    const rows = Array.from({ length: 500_000 }, (_, at) => ({
      path: `data/${String(at).padStart(7, '0')}.bin`,
      size: at,
      digest: `sha256:${String(at).padStart(64, '0')}`,
      state: 'matched' as const,
    }));
    const inspection = exampleInspection({ files: exampleFiles(rows) });
    const html = exportInspection(inspection, 'html');
    expect(html.length).toBeLessThan(2_000_000);
    expect(html).toContain('and 498000 more; the report in JSON has them all');
    expect(exportInspection(inspection, 'markdown').length).toBeLessThan(1_000_000);
    expect((JSON.parse(exportInspection(inspection, 'json')) as Inspection).files.rows).toHaveLength(500_000);
  }, 60_000);
});
