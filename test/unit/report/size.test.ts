import { expect, it } from 'vitest';
import { sizeText } from '../../../src/core/report/size';

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.00 KiB'],
  [12_912, '12.6 KiB'],
  [1000 * 1024, '0.977 MiB'],
  [4.27 * 2 ** 30, '4.27 GiB'],
  [5000 * 2 ** 40, '5000 TiB'],
])('%d bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));
