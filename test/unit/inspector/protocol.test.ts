import { describe, expect, it } from 'vitest';
import { MAX_ROWS, MAX_TEXT, readMessage, readQuery } from '../../../webview/protocol';

const query = { text: 'a', state: '', sort: 'path', descending: false };

describe('messages of the page', () => {
  it.each([
    { type: 'ready' },
    { type: 'rows', request: 1, grid: 'files', query, first: 0, count: 100 },
    { type: 'open', source: 0 },
    { type: 'openRow', grid: 'files', row: 99_999 },
    { type: 'copy', text: '' },
    { type: 'do', action: 'export' },
  ])('$type is read', (message) => expect(readMessage(message)).toEqual(message));

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'ready'],
    ['another type', { type: 'run', command: 'x' }],
    ['an action that there is not', { type: 'do', action: 'workbench.action.quit' }],
    ['a path in place of a number', { type: 'open', source: '/etc/passwd' }],
    ['a negative place', { type: 'open', source: -1 }],
    ['a fraction', { type: 'open', source: 0.5 }],
    ['a row that is no number', { type: 'openRow', grid: 'files', row: '0' }],
    ['no query', { type: 'rows', request: 1, grid: 'files', first: 0, count: 1 }],
    ['half a query', { type: 'rows', request: 1, grid: 'files', first: 0, count: 1, query: { text: '' } }],
    ['too long a text', { type: 'copy', text: 'x'.repeat(MAX_TEXT + 1) }],
  ])('%s is refused', (_name, message) => expect(readMessage(message)).toBeUndefined());

  it('what is asked for beyond all screens is cut', () => {
    const message = readMessage({ type: 'rows', request: 1, grid: 'files', query, first: 0, count: 1e9 });
    expect(message).toMatchObject({ count: MAX_ROWS });
  });

  it('nothing but what is known of a message is kept', () => {
    expect(readMessage({ type: 'ready', extra: 1 })).toEqual({ type: 'ready' });
    expect(readQuery({ ...query, extra: 1 })).toEqual(query);
  });
});
