import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { type Fact, type Inventory } from '../../../src/core/modelfolder/inventory';
import { loadInventory, type InventoryOptions } from '../../../src/node/modelfolder/load';

const places: string[] = [];
afterAll(() => places.forEach((place) => rmSync(place, { recursive: true, force: true })));

/** A new folder called `model`, which goes away after the tests. */
export function newFolder(name = 'model'): string {
  const place = realpathSync(mkdtempSync(path.join(tmpdir(), 'modelfolder-')));
  places.push(place);
  const folder = path.join(place, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Writes files into a folder. */
export function write(folder: string, files: Record<string, string | Uint8Array>): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

export const load = (folder: string, options: InventoryOptions = {}): Promise<Inventory> =>
  loadInventory({ path: folder, shown: 'model' }, options);

/** The inventory of a folder with these files. */
export const inventoryOf = (files: Record<string, string | Uint8Array>): Promise<Inventory> =>
  load(write(newFolder(), files));

export const values = <T>(facts: readonly Fact<T>[]): T[] => facts.map(({ value }) => value);

export const rules = ({ problems }: Inventory): string[] =>
  problems.map(({ rule }) => rule.replace('modelfolder/', ''));

type Tensors = Record<string, { dtype: string; shape: number[]; data_offsets?: [number, number] }>;

const BYTES: Record<string, number> = { F32: 4, F16: 2, BF16: 2, I64: 8, U8: 1, I32: 4 };

/** A safetensors file whose tensors are zeros. */
export function safetensors(tensors: Tensors, metadata?: Record<string, string>, cut = 0): Uint8Array {
  let at = 0;
  const header = Object.fromEntries(
    Object.entries(tensors).map(([name, { dtype, shape, data_offsets }]) => {
      const size = shape.reduce((product, side) => product * side, 1) * (BYTES[dtype] ?? 1);
      const place = data_offsets ?? [at, (at += size)];
      return [name, { dtype, shape, data_offsets: place }];
    }),
  );
  const json = Buffer.from(JSON.stringify({ ...(metadata && { __metadata__: metadata }), ...header }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  const whole = Buffer.concat([length, json, Buffer.alloc(at)]);
  return whole.subarray(0, whole.length - cut);
}

/** A file with these 64 bits at its beginning, and then a text. */
export function withLength(length: bigint, text: string): Uint8Array {
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(length);
  return Buffer.concat([head, Buffer.from(text)]);
}

const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const u64 = (value: number | bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};
const text = (value: string) => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);

export type GgufValue = string | number | boolean | string[];

/** A GGUF file of version 3. Whole numbers are of 32 bits. */
export function gguf(
  keys: Record<string, GgufValue>,
  tensors: Record<string, { shape: number[]; type: number; offset?: number }> = {},
  bytes = 0,
): Uint8Array {
  const value = (given: GgufValue): Buffer => {
    if (typeof given === 'string') return Buffer.concat([u32(8), text(given)]);
    if (typeof given === 'boolean') return Buffer.concat([u32(7), Buffer.from([Number(given)])]);
    if (typeof given === 'number') return Buffer.concat([u32(4), u32(given)]);
    return Buffer.concat([u32(9), u32(8), u64(given.length), ...given.map(text)]);
  };
  const header = Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(Object.keys(tensors).length),
    u64(Object.keys(keys).length),
    ...Object.entries(keys).flatMap(([key, given]) => [text(key), value(given)]),
    ...Object.entries(tensors).flatMap(([name, { shape, type, offset = 0 }]) => [
      text(name),
      u32(shape.length),
      ...shape.map(u64),
      u32(type),
      u64(offset),
    ]),
  ]);
  return Buffer.concat([header, Buffer.alloc((32 - (header.length % 32)) % 32), Buffer.alloc(bytes)]);
}

const varint = (value: number): Buffer => {
  const bytes: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
};
const field = (number: number, content: Buffer | string) => {
  const bytes = Buffer.from(content);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
};
const count = (number: number, value: number) => Buffer.concat([varint(number * 8), varint(value)]);

/** An ONNX model with weights of 32 bits, packed dimensions as exporters write them. */
export function onnx(shapes: number[][], metadata: Record<string, string> = {}): Uint8Array {
  const tensors = shapes.map((shape, at) =>
    field(
      5,
      Buffer.concat([
        field(1, Buffer.concat(shape.map(varint))),
        count(2, 1),
        field(8, `weight.${at}`),
        field(9, Buffer.alloc(4 * shape.reduce((a, b) => a * b, 1))),
      ]),
    ),
  );
  return Buffer.concat([
    count(1, 8),
    field(2, 'pytorch'),
    field(3, '2.4.0'),
    field(7, Buffer.concat([field(2, 'main_graph'), ...tensors])),
    ...Object.entries(metadata).map(([key, value]) => field(14, Buffer.concat([field(1, key), field(2, value)]))),
  ]);
}
