import { describe, expect, it } from 'vitest';
import { fileRows as filesOf } from '../../../src/extension/inspector/view/files';
import { fileRows, sampleInspection } from './sample';

const ALL = { text: '', state: '', sort: '', descending: false };

function grid(count: number) {
  const rows = fileRows(count);
  return filesOf(
    sampleInspection({
      subject: { kind: 'folder', name: 'm', place: 'm' },
      files: {
        total: rows.length,
        bytes: 0,
        states: { matched: 0, changed: 0, missing: 0, unsigned: 0, ignored: 0, unknown: 0 },
        rows,
      },
    }),
  );
}

describe('windows of files', () => {
  const files = grid(1000);

  it('hold what was asked for, and say how many there are', () => {
    const { total, rows } = files.window(ALL, 100, 3);
    expect(total).toBe(1000);
    expect(rows.map(({ index }) => index)).toEqual([100, 101, 102]);
    expect(rows[0]!.cells[0]!.text).toBe('weights/shard-000100.safetensors');
  });

  it('end where the rows do', () => {
    expect(files.window(ALL, 999, 100).rows).toHaveLength(1);
    expect(files.window(ALL, 5000, 100).rows).toEqual([]);
  });

  it('are filtered by what is seen, whatever its case', () => {
    const { total, rows } = files.window({ ...ALL, text: 'SHARD-00099' }, 0, 100);
    expect(total).toBe(10);
    expect(rows[0]!.index).toBe(990);
  });

  it('are filtered by state', () => {
    const { total, rows } = files.window({ ...ALL, state: 'changed' }, 0, 1000);
    expect(total).toBe(36);
    expect(rows.every(({ cells }) => cells[1]!.mark?.word === 'changed')).toBe(true);
  });

  it('are sorted, both ways', () => {
    const first = (descending: boolean) => files.window({ ...ALL, sort: 'size', descending }, 0, 1).rows[0]!.index;
    expect([first(false), first(true)]).toEqual([0, 999]);
  });

  it('of states, begin with what is wrong', () => {
    const { rows } = files.window({ ...ALL, sort: 'state' }, 0, 1);
    expect(rows[0]!.cells[1]!.mark?.word).toBe('changed');
  });

  it('say where a row leads by its own number, whatever is filtered', () => {
    const { rows } = files.window({ ...ALL, text: '000990' }, 0, 1);
    expect(files.source(rows[0]!.index)).toEqual({ kind: 'file', path: 'weights/shard-000990.safetensors' });
    expect(files.source(1000)).toBeUndefined();
  });

  it('of half a million are found at once', () => {
    const many = grid(500_000);
    expect(many.window({ ...ALL, text: '499999' }, 0, 100).total).toBe(1);
    expect(many.window({ ...ALL, sort: 'size', descending: true }, 0, 1).rows[0]!.index).toBe(499_999);
  });
});

it('a column that no row fills is left out', () => {
  const rows = fileRows(3).map(({ path, state }) => ({ path, state }));
  const files = filesOf(sampleInspection({ files: { ...sampleInspection().files, rows } }));
  const { block } = files;
  expect(block.kind === 'grid' && block.grid.columns.map(({ id }) => id)).toEqual(['path', 'state', 'size']);
});
