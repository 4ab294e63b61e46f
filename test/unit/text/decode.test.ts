import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/core/text/decode';

const bytes = (...parts: (string | number)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : [part])));

describe('decoding', () => {
  it('reads UTF-8 and leaves a byte order mark in the text', () => {
    expect(decodeText(bytes('aé€😀'))).toEqual({ text: 'aé€😀', encoding: 'utf-8' });
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 'a'))).toEqual({ text: '\ufeffa', encoding: 'utf-8' });
    expect(decodeText(bytes())).toEqual({ text: '', encoding: 'utf-8' });
  });
  it('tells UTF-16 by its mark', () => {
    expect(decodeText(bytes(0xff, 0xfe, 0x61, 0))).toEqual({ text: 'a', encoding: 'utf-16' });
    expect(decodeText(bytes(0xfe, 0xff, 0, 0x61))).toEqual({ text: 'a', encoding: 'utf-16' });
  });
  it.each([
    ['a lone lead byte', bytes('abc', 0xe9, ' d'), 3],
    ['a lead byte at the end', bytes('abc', 0xe9), 3],
    ['a lead byte with too few followers', bytes('a', 0xe2, 0x82, 'b'), 1],
    ['a cut sequence of four at the end', bytes('a', 0xf0, 0x9f, 0x98), 1],
    ['a follower without a lead', bytes('ab', 0x80), 2],
    ['a follower behind a whole sequence', bytes('é', 0x80, 'x'), 2],
    ['an overlong form', bytes('a', 0xc0, 0x80), 1],
    ['a surrogate', bytes('ab', 0xed, 0xa0, 0x80), 2],
    ['beyond Unicode', bytes('ab', 0xf5, 0x80, 0x80, 0x80), 2],
    ['the first byte', bytes(0xff), 0],
    ['the first of several', bytes('x'.repeat(1000), 0xe4, 'y', 0xf6), 1000],
  ])('shows %s as Latin-1 and says where it is', (_title, input, badOffset) => {
    const decoded = decodeText(input);
    expect(decoded).toMatchObject({ encoding: 'unknown', badOffset });
    expect(decoded.text).toHaveLength(input.length);
  });
});
