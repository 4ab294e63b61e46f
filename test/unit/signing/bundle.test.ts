import { describe, expect, it } from 'vitest';
import { fromBase64, fromHex, toBase64, toHex } from '../../../src/core/signing/bytes';
import { readBundle } from '../../../src/core/signing/bundle/read';
import { byCodePoints, whyNotAName } from '../../../src/core/signing/statement/names';

describe('signature files that are none', () => {
  it.each([
    ['nothing', '', 'is empty'],
    ['text', 'hello', 'is not JSON'],
    ['a cut off bundle', '{"mediaType": "application/vnd', 'is not JSON'],
    ['a list', '[]', 'not a JSON object'],
    ['a number', '1', 'not a JSON object'],
    ['null', 'null', 'not a JSON object'],
    ['an empty object', '{}', 'no mediaType'],
    ['a prototype', '{"__proto__": {"mediaType": "x"}}', 'no mediaType'],
    ['deep lists', '['.repeat(1_000_000), 'nested deeper'],
    ['many lists', `[${'[],'.repeat(200_000)}[]]`, 'more than 100000 values'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'is not JSON'],
  ])('are told: %s', (_title, content, message) => {
    expect(() => readBundle(Buffer.from(content as string))).toThrow(message);
  });
  it('are refused by size before they are read', () => {
    expect(() => readBundle(Buffer.alloc(64 * 1024 * 1024 + 1))).toThrow('larger than 64 MiB');
  });
  it('of 64 MiB are refused in seconds', () => {
    for (const filling of ['[', '"', '{"a":', ',', '\\'])
      expect(() => readBundle(Buffer.alloc(64 * 1024 * 1024, filling))).toThrow();
  });
});

describe('bytes', () => {
  it('go to text and back', () => {
    for (let length = 0; length < 70; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 0xff);
      expect(fromHex(toHex(bytes))).toEqual(bytes);
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    }
  });
  it.each(['A', 'AA', 'AAA', 'AB==', 'AAB=', 'A===', 'AA=A', '-_==', 'AA==AA==', ' AA=='])(
    'refuse the base64 %s',
    (text) => {
      expect(fromBase64(text)).toBeUndefined();
    },
  );
});

describe('names', () => {
  it('are ordered by code points, not by code units', () => {
    const names = ['😀.bin', 'ﬀ.bin', 'a', 'a-b', 'a/b', 'A', 'é', ''];
    const bytes = (name: string) => Buffer.from(name);
    expect([...names].sort(byCodePoints)).toEqual([...names].sort((a, b) => Buffer.compare(bytes(a), bytes(b))));
  });
  it.each(['/a', 'a/', 'a//b', './a', 'a/.', '../a', 'a/../b', '', '\0', '\ud800', 'x'.repeat(256), 'x/'.repeat(2049)])(
    'are refused: %j',
    (name) => expect(whyNotAName(name, false)).toBeDefined(),
  );
  it.each(['a', '.a', '..a', 'a..', '...', 'a b', 'größe/模型', 'a\\b', 'c:1', '__proto__', 'con'])(
    'are accepted: %j',
    (name) => expect(whyNotAName(name, false)).toBeUndefined(),
  );
  it.each(['a\\b', 'C:a', 'a.', 'a /b', 'CON', 'sub/nul.txt', 'com1'])('are refused on Windows: %j', (name) =>
    expect(whyNotAName(name, true)).toBeDefined(),
  );
});
