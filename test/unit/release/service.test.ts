// Releases as the editor makes them: plain values go in and come out.
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { releases } from '../../../src/cli/release/service';
import { type EditorRelease } from '../../../src/node/release/service';
import { MODEL, scene } from './scene';

// Hashing needs threads, and machines that test are busy.
vi.setConfig({ testTimeout: 120_000 });

function editorScene(more: Partial<EditorRelease> = {}): EditorRelease {
  const { cwd, request } = scene();
  process.env.XDG_CACHE_HOME = path.join(cwd, 'cache');
  const { model, layout, report } = request;
  const key = { path: path.join(cwd, 'key.pem'), shown: 'key.pem' };
  const choice = { method: 'key', privateKey: key } as const;
  const signer = { method: 'key', shown: 'key.pem', choice } as const;
  return {
    model,
    layout,
    report,
    name: 'lab/aurora:v1',
    signer,
    moveTag: false,
    allowSymlinks: false,
    skip: new Map(),
    ...more,
  };
}
/** Plain values are structured clones of themselves. */
const plain = <T>(value: T): T => structuredClone(value);

describe('a release of the editor', () => {
  it('is planned and made', async () => {
    const release = editorScene();
    const plan = plain(await releases.plan(release));
    if ('failure' in plan) throw new Error(plan.failure);
    expect(plan.steps.filter(({ state }) => state === 'do')).toHaveLength(10);
    const told: string[] = [];
    const result = plain(await releases.run(release, { starting: (_id, title) => told.push(title) }));
    if ('failure' in result) throw new Error(result.failure);
    expect(result.steps.at(-1)).toMatchObject({ id: 'report', state: 'done' });
    expect(told).toEqual(result.steps.filter(({ state }) => state !== 'skipped').map(({ title }) => title));
    // Paths are shown from the folder that holds the model.
    for (const { file } of result.gate!.findings) expect(file).toMatch(/^m\//);
  });

  it('takes a name from the model where none is given', async () => {
    const { name, ...unnamed } = editorScene();
    const plan = await releases.plan(unnamed);
    expect([name, 'steps' in plan && plan.name]).toEqual(['lab/aurora:v1', 'aurora:latest']);
  });

  it('answers with a sentence for what the user can mend', async () => {
    const of = editorScene();
    const failures = await Promise.all([
      releases.plan({ ...of, model: { path: '/nowhere', shown: 'nowhere' } }),
      releases.plan({ ...of, name: 'registry.example/lab/aurora' }),
      releases.plan({ ...of, skip: new Map([['pack', 'no']]) }),
      releases.run(
        {
          ...of,
          signer: {
            method: 'key',
            shown: 'none.pem',
            choice: { method: 'key', privateKey: { path: '/none.pem', shown: 'none.pem' } },
          },
        },
        {},
      ),
    ]);
    expect(failures).toEqual([
      { kind: 'failed', failure: 'nowhere does not exist.' },
      { kind: 'failed', failure: 'registry.example/lab/aurora names no tag; write it as registry/repository:tag.' },
      { kind: 'failed', failure: 'The step "pack" cannot be left out.' },
      { kind: 'failed', failure: 'none.pem does not exist.' },
    ]);
  });

  it('can be given up', async () => {
    const controller = new AbortController();
    const release = editorScene();
    const ended = ({ id }: { id: string }) => id === 'bom' && controller.abort();
    expect(await releases.run(release, { signal: controller.signal, ended })).toMatchObject({ kind: 'cancelled' });
    const plan = await releases.plan(release);
    expect('steps' in plan && plan.interrupted).toMatchObject({ id: 'bom' });
  });

  it('knows which steps can be left out', () => {
    expect(releases.skippable).toEqual(['mof', 'bom', 'lint', 'sign', 'seal', 'push', 'verify', 'report']);
    expect(Object.keys(MODEL)).not.toContain('mof.yml');
  });
});
