import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { t } from '../../../core/l10n';
import { OciError } from '../../../core/oci/errors';
import { isObject, parseJson, type JsonObject } from '../../../core/signing/json';
import { stampOf } from '../../hashing/hash-file';
import { readFailure } from '../failure';

/** What is read of an index at most: some hundred thousand manifests. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_VALUES = 4_000_000;

/** Other programs write such files in place, so half of one may be there for a moment. */
const READS = 4;
const READ_AGAIN_MS = 50;

/** Nothing that waits for somebody to write to it, and nothing elsewhere. Windows has neither flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Reads a file of a store that several programs work on.
 * @param shown the file as people are shown it
 * @param parse takes the JSON, and which state of the file it is
 * @param known what was read before; taken again where the file is still the same
 * @throws {OciError} `malformed`, `too-large`, `not-found`, `no-permission`
 */
export async function readSharedJson<T extends { readonly stamp: string }>(
  file: string,
  shown: string,
  parse: (json: JsonObject, stamp: string) => T,
  known?: T,
): Promise<T> {
  for (let read = 1; ; read++) {
    const { bytes, stamp } = readBytes(file, shown, known);
    if (!bytes) return known!;
    try {
      const json = parseJson(bytes, MAX_VALUES);
      if (!isObject(json)) throw new Error(t('it must be an object'));
      return parse(json, stamp);
    } catch (error) {
      if (read < READS) await sleep(READ_AGAIN_MS);
      else throw damaged(shown, error);
    }
  }
}

/** Which state of a file is there; undefined where there is none. */
export function stampOfFile(file: string): string | undefined {
  const stats = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  return stats && stampOf(stats);
}

function readBytes(
  file: string,
  shown: string,
  known: { readonly stamp: string } | undefined,
): { bytes?: Uint8Array; stamp: string } {
  try {
    const fd = openSync(file, FLAGS);
    try {
      const stats = fstatSync(fd, { bigint: true });
      if (!stats.isFile()) throw new OciError('malformed', t('{0} is no regular file.', shown));
      const stamp = stampOf(stats);
      if (stamp === known?.stamp) return { stamp };
      if (stats.size > MAX_BYTES)
        throw new OciError(
          'too-large',
          t('{0} has {1} bytes; at most {2} are read.', shown, Number(stats.size), MAX_BYTES),
        );
      return { bytes: readFileSync(fd), stamp };
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    throw readFailure(shown, error);
  }
}

function damaged(shown: string, error: unknown): OciError {
  const reason = (error as Error).message.replace(/\.$/, '');
  return new OciError(
    'malformed',
    t('{0} is damaged, or another program is writing it: {1}. It is left as it is.', shown, reason),
    { cause: error },
  );
}
