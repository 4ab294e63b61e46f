// The messages of the core are global to the process, so this file has one of its own and nothing else in it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type Hover } from 'vscode-languageserver';
import { TestClient } from './harness';
import { FIRST_COMPONENT, mof } from './texts';

const GERMAN = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../l10n/bundle.l10n.de.json'), 'utf8'),
) as Record<string, string>;

let client: TestClient;
afterEach(() => client?.stop());

it('speaks the language of the messages that the client sends', async () => {
  client = await TestClient.start({ options: { messages: GERMAN } });
  await client.open('mof.yml', mof('aurora', ['Model Card']));

  const found = await client.diagnostics('mof.yml', (all) => all.some((d) => d.code === 'mof/unknown-component'));
  expect(found.find((d) => d.code === 'mof/unknown-component')!.message).toBe(
    'Unbekannte Komponente „Model Card“; das Model Openness Tool zählt sie als „Datasets“. Meinten Sie „Model card“?',
  );

  const titles = (await client.codeActions('mof.yml', FIRST_COMPONENT)).map(({ title }) => title);
  expect(titles).toContain('In „Model card“ ändern');
  expect(titles).toContain('mof/unknown-component für diese Zeile unterdrücken');

  const position = { line: FIRST_COMPONENT, character: 14 };
  const hover = await client.request<Hover>('textDocument/hover', 'mof.yml', { position });
  expect(JSON.stringify(hover.contents)).toContain('Keine Komponente des Frameworks');
});
