import { type ChangedFile, type FileComparison } from '../verdict/verdict';
import { type Manifest, type SignedFile } from '../statement/manifest';
import { byCodePoints } from '../statement/names';
import { type Enumeration } from './enumerate';

/** What to hash, and what needs no hashing to be told apart. */
export interface Inventory {
  /** There, and signed. */
  signed: Enumeration['files'];
  missing: string[];
  unsigned: string[];
  ignored: string[];
}

/** Compares the names of files with those that were signed. */
export function compareNames({ files, ignored }: Enumeration, manifest: Manifest): Inventory {
  const found = new Set(files.map(({ name }) => name));
  const signed = files.filter(({ name }) => manifest.files.has(name));
  const others = files.filter(({ name }) => !manifest.files.has(name));
  // Shards cover bytes: an empty file has none and cannot be listed.
  const isCovered = ({ size }: { size: number }) => manifest.serialization.method === 'files' || size > 0;
  const names = (list: Enumeration['files']) => list.map(({ name }) => name);
  return {
    signed,
    missing: [...manifest.files.keys()].filter((name) => !found.has(name)).sort(byCodePoints),
    unsigned: names(others.filter(isCovered)).sort(byCodePoints),
    ignored: [...ignored, ...names(others.filter((file) => !isCovered(file)))].sort(byCodePoints),
  };
}

/** Compares digests with those that were signed. */
export function compareDigests(
  { missing, unsigned, ignored }: Inventory,
  digests: ReadonlyMap<string, readonly string[]>,
  { files, serialization }: Manifest,
): FileComparison {
  const changed: ChangedFile[] = [];
  for (const [name, found] of digests) changed.push(...differences(files.get(name)!, found, serialization.shardSize));
  const changedFiles = new Set(changed.map(({ file }) => file));
  return {
    matched: digests.size - changedFiles.size,
    changed: changed.sort((a, b) => byCodePoints(a.file, b.file)),
    missing,
    unsigned,
    ignored,
  };
}

/** The first place where a file is not as it was signed. */
function differences({ name, digests, size }: SignedFile, found: readonly string[], shardSize?: number): ChangedFile[] {
  const count = Math.max(digests.length, found.length);
  for (let at = 0; at < count; at++) {
    const [signed = '', is = ''] = [digests[at], found[at]];
    if (signed === is) continue;
    const shard = shardSize && size ? { shard: `${at * shardSize}:${Math.min((at + 1) * shardSize, size)}` } : {};
    return [{ file: name, ...shard, signed, found: is }];
  }
  return [];
}
