import { t } from '../../l10n';
import { LIMITS } from '../bundle/limits';
import { isObject, own } from '../json';
import { HASHES, SINGLE_FILE, StatementError, type Serialization, type SignedFile } from './manifest';
import { whyNotAName } from './names';

/** One entry of a statement: a file, or a shard of one. */
interface Resource {
  name: string;
  digest: string;
}

/**
 * Reads the resource descriptors of a statement.
 * @returns the files, and all digests in the order of the statement
 * @throws {StatementError}
 */
export function readResources(
  value: unknown,
  serialization: Serialization,
  windows: boolean,
): { files: Map<string, SignedFile>; digests: string[] } {
  if (!Array.isArray(value) || !value.length) throw refused(t('The statement lists no files, so it signs nothing.'));
  if (value.length > LIMITS.resources)
    throw refused(t('The statement lists {0} files; up to {1} are read.', value.length, LIMITS.resources));
  const resources = value.map((resource: unknown) => readResource(resource, serialization));
  const digests = resources.map(({ digest }) => digest);
  const files = serialization.method === 'files' ? wholeFiles(resources) : sharded(resources, serialization.shardSize!);
  for (const name of files.keys()) requireName(name, files.size, windows);
  return { files, digests };
}

function refused(message: string): StatementError {
  return new StatementError('resources', message);
}

function readResource(value: unknown, { hash, shardSize }: Serialization): Resource {
  const [name, algorithm, digest] = isObject(value)
    ? ['name', 'algorithm', 'digest'].map((key) => own(value, key))
    : [];
  if (typeof name !== 'string') throw refused(t('The statement lists a file without a name.'));
  // Python writes the size of shards into the name of the algorithm.
  const isExpected = algorithm === hash || (shardSize && algorithm === `${hash}-sharded-${shardSize}`);
  if (!isExpected)
    throw refused(
      t('"{0}" is hashed with "{1}", but the statement says "{2}" for all.', name, String(algorithm), hash),
    );
  const digits = 2 * HASHES[hash];
  if (typeof digest !== 'string' || digest.length !== digits || !/^[0-9a-f]+$/.test(digest))
    throw refused(t('The digest of "{0}" is not {1} lower-case hexadecimal digits.', name, digits));
  return { name, digest };
}

/** @throws {StatementError} */
export function requireName(name: string, count: number, windows: boolean): void {
  const reason = name === SINGLE_FILE && count === 1 ? undefined : whyNotAName(name, windows);
  if (reason) throw refused(t('"{0}" cannot be the name of a file in a model: {1}.', name, reason));
}

function wholeFiles(resources: readonly Resource[]): Map<string, SignedFile> {
  const files = new Map<string, SignedFile>();
  for (const { name, digest } of resources) {
    if (files.has(name)) throw refused(t('The statement lists "{0}" twice.', name));
    files.set(name, { name, digests: [digest] });
  }
  return files;
}

interface Shard {
  start: number;
  end: number;
  digest: string;
}

function sharded(resources: readonly Resource[], shardSize: number): Map<string, SignedFile> {
  const byFile = new Map<string, Shard[]>();
  for (const { name, digest } of resources) {
    const [, file, start, end] = /^(.+):(\d{1,15}):(\d{1,15})$/s.exec(name) ?? [];
    if (file === undefined) throw refused(t('"{0}" does not name a shard: file:start:end.', name));
    const shards = byFile.get(file) ?? [];
    shards.push({ start: Number(start), end: Number(end), digest });
    byFile.set(file, shards);
  }
  return new Map(Array.from(byFile, ([name, shards]) => [name, joined(name, shards, shardSize)]));
}

/** A file from its shards, which have to cover it from its beginning, each once. */
function joined(name: string, shards: readonly Shard[], shardSize: number): SignedFile {
  const ordered = [...shards].sort((a, b) => a.start - b.start);
  ordered.forEach(({ start, end }, at) => {
    const isLast = at === ordered.length - 1;
    const fits =
      start === at * shardSize && end > start && (isLast ? end <= start + shardSize : end === start + shardSize);
    if (!fits) throw refused(t('The shards of "{0}" overlap, or leave something out, at {1}:{2}.', name, start, end));
  });
  return { name, digests: ordered.map(({ digest }) => digest), size: ordered.at(-1)!.end };
}
