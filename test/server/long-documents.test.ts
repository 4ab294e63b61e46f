// Documents whose check takes long, with a kind of document made for the purpose.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Diagnostic, type Hover } from 'vscode-languageserver/node';
import type * as Kinds from '../../src/core/documents/kinds';
import { type DocumentKind, type OpenDocument } from '../../src/core/documents/kind';
import { NO_LICENSING } from '../../src/core/licenses/statement';
import { parseJson } from '../../src/core/text/json';
import { sleep, TestClient, VSCODE } from './harness';
import { mof } from './texts';

/** What the slow kind was asked to do, and what it did. */
const slow = vi.hoisted(() => ({ opened: [] as string[], updated: [] as string[], steps: 0, done: [] as string[] }));

vi.mock('../../src/core/documents/kinds', async (importActual) => {
  const actual = await importActual<typeof Kinds>();
  return {
    ...actual,
    detectKind: (path: string, text: string) => (path.endsWith('slow.json') ? slowKind : actual.detectKind(path, text)),
  };
});

/** A text is a number: how many milliseconds it takes to prepare. */
const slowKind = {
  id: 'slow',
  title: 'slow',
  rules: [],
  open: (path: string, text: string) => {
    slow.opened.push(text);
    return document(path, text);
  },
} as unknown as DocumentKind;

function document(path: string, text: string): OpenDocument {
  const none = () => [];
  return {
    kind: slowKind,
    path,
    parsed: parseJson(text),
    *prepare() {
      for (let left = Number(text); left > 0; left -= 2) {
        for (const end = performance.now() + 2; performance.now() < end;);
        slow.steps++;
        yield;
      }
      slow.done.push(text);
    },
    check: () => undefined,
    licensing: () => NO_LICENSING,
    features: {
      complete: none,
      hover: () => ({ contents: text, span: { start: 0, end: 1 } }),
      define: () => undefined,
      inlayHints: none,
      symbols: none,
      folds: none,
      links: none,
      codeLenses: none,
    },
    update: (next) => {
      slow.updated.push(next);
      return document(path, next);
    },
  };
}

let client: TestClient;
afterEach(() => client?.stop());

const START = { position: { line: 0, character: 0 } };
const start = async (setup?: Parameters<typeof TestClient.start>[0]) => {
  Object.assign(slow, { opened: [], updated: [], steps: 0, done: [] });
  client = await TestClient.start(setup);
};

describe('while a long document is checked', () => {
  it('other documents are answered', async () => {
    await start();
    await client.open('mof.yml', mof('aurora', ['Model Card']));
    await client.diagnostics('mof.yml');
    await client.open('slow.json', '800');
    await client.wait('the check to begin', () => (slow.steps > 0 ? true : undefined));
    for (let i = 0; i < 5; i++)
      expect(await client.request<Hover>('textDocument/hover', 'mof.yml', { position: { line: 13, character: 14 } }))
        // Nothing to say of a misspelt name but that it is one.
        .toMatchObject({ contents: { value: expect.stringContaining('Model card') } });
    await client.change('mof.yml', mof('aurora', ['Model card']));
    await client.diagnostics('mof.yml');
    expect(slow.done).toEqual([]);
    await client.diagnostics('slow.json');
    expect(slow.done).toEqual(['800']);
  });

  it('a newer edit ends the older work, and its text is read with what is known', async () => {
    await start();
    await client.open('slow.json', '3000');
    await client.wait('the check to begin', () => (slow.steps > 0 ? true : undefined));
    await client.change('slow.json', '20');
    const diagnostics: Diagnostic[] = await client.diagnostics('slow.json');
    expect(diagnostics).toEqual([]);
    const { steps } = slow;
    await sleep(50);
    expect(slow.steps).toBe(steps);
    expect(slow).toMatchObject({ opened: ['3000'], updated: ['20'], done: ['20'] });
    expect(client.published.map(({ version }) => version)).toEqual([2]);
    expect(client.log).toEqual([]);
  });

  it('a question about it is answered when it is ready, and one about an older text by an error that clients hide', async () => {
    await start();
    await client.open('slow.json', '100');
    expect(await client.request<Hover>('textDocument/hover', 'slow.json', START)).toMatchObject({
      contents: { value: '100' },
    });
    expect(slow.done).toEqual(['100']);
    await client.change('slow.json', '3000');
    const asked = client
      .request('textDocument/hover', 'slow.json', START)
      .catch((error: { code: number }) => error.code);
    await client.wait('the check to begin', () => (slow.steps > 50 ? true : undefined));
    await client.change('slow.json', '0');
    expect(await asked).toBe(-32801);
  });

  it('closing it ends the work', async () => {
    await start();
    await client.open('slow.json', '3000');
    await client.wait('the check to begin', () => (slow.steps > 0 ? true : undefined));
    await client.close('slow.json');
    await sleep(50);
    const { steps } = slow;
    await sleep(50);
    expect(slow.steps).toBe(steps);
    expect(slow.done).toEqual([]);
    expect(client.log).toEqual([]);
  });

  it('the client is told what goes on when it takes longer than a second', async () => {
    const shown: unknown[] = [];
    await start({ capabilities: { ...VSCODE, window: { ...VSCODE.window, workDoneProgress: true } } });
    client.connection.onRequest('window/workDoneProgress/create', () => null);
    client.connection.onNotification('$/progress', ({ value }: { value: unknown }) => {
      shown.push(value);
    });
    await client.open('slow.json', '10');
    await client.diagnostics('slow.json');
    expect(shown).toEqual([]);
    await client.change('slow.json', '3000');
    await client.diagnostics('slow.json');
    await client.wait('the end', () => (shown.length === 2 ? true : undefined));
    expect(shown).toMatchObject([{ kind: 'begin', title: 'Checking slow.json' }, { kind: 'end' }]);
  });
});
