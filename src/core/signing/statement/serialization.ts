import { t } from '../../l10n';
import { isObject, own } from '../json';
import { HASHES, StatementError, type HashAlgorithm, type Serialization } from './manifest';
import { whyNotAName } from './names';

/**
 * Reads how a model was serialized.
 * @throws {StatementError}
 */
export function readSerialization(value: unknown, windows: boolean): Serialization {
  if (!isObject(value)) throw refused(t('The statement does not say how the model was serialized.'));
  const method = own(value, 'method');
  if (method !== 'files' && method !== 'shards')
    throw refused(t('The model was serialized by "{0}"; "files" and "shards" are known.', String(method)));
  const hash = own(value, 'hash_type');
  if (!isHash(hash))
    throw refused(t('The model was hashed with "{0}"; {1} are known.', String(hash), Object.keys(HASHES).join(', ')));
  const allowSymlinks = own(value, 'allow_symlinks');
  if (typeof allowSymlinks !== 'boolean')
    throw refused(t('The statement does not say whether symbolic links were allowed.'));
  return {
    method,
    hash,
    allowSymlinks,
    ...readShardSize(method, own(value, 'shard_size')),
    ignorePaths: readIgnored(own(value, 'ignore_paths') ?? [], windows),
  };
}

function refused(message: string): StatementError {
  return new StatementError('serialization', message);
}

function isHash(value: unknown): value is HashAlgorithm {
  return typeof value === 'string' && Object.hasOwn(HASHES, value);
}

function readShardSize(method: Serialization['method'], size: unknown): { shardSize?: number } {
  if (method === 'files') {
    if (size !== undefined) throw refused(t('The statement has a shard size, but no shards.'));
    return {};
  }
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size <= 0)
    throw refused(t('The shard size is {0}; it has to be a whole number of bytes above 0.', String(size)));
  return { shardSize: size };
}

function readIgnored(value: unknown, windows: boolean): string[] {
  if (!Array.isArray(value)) throw refused(t('The list of ignored paths is no list.'));
  return value.map((path: unknown) => {
    const reason = typeof path === 'string' ? whyNotAName(path, windows) : t('it is no text');
    if (reason) throw refused(t('"{0}" cannot be an ignored path: {1}.', String(path), reason));
    return path as string;
  });
}
