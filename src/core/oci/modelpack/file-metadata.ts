import { goJson } from '../go-json';
import { isObject, own } from '../../signing/json';
import { isRfc3339, toRfc3339 } from './rfc3339';

/** What the metadata annotation of a layer says of its file (model-spec, annotations.md). */
export interface FileMetadata {
  /** The last part of the path, as modctl and KitOps write it. */
  name: string;
  /** Permission bits. */
  mode?: number;
  uid?: number;
  gid?: number;
  /** Bytes. */
  size?: number;
  /** RFC 3339. */
  mtime?: string;
  /** Not defined: 0 or the byte of tar for a regular file. */
  typeflag?: number;
}

/** The annotation for a regular file. The owner is 0, as KitOps writes it: it means nothing on
 * another machine. */
export function writeFileMetadata(path: string, size: number, mode: number, mtime: Date | undefined): string {
  return goJson({
    name: path.slice(path.lastIndexOf('/') + 1),
    mode,
    uid: 0,
    gid: 0,
    size,
    mtime: mtime && toRfc3339(mtime),
    typeflag: 0,
  });
}

/** Typeflags of a regular file: none, and `0` as tar writes it. modctl and KitOps write either. */
export const REGULAR_FILE: readonly number[] = [0, 0x30];

/** Characters of an annotation that are read. */
const LONGEST = 16 * 1024;

/** Reads the annotation; undefined where it is no JSON object with a name. Values of another type are left out. */
export function readFileMetadata(text: string): FileMetadata | undefined {
  const value = text.length > LONGEST ? undefined : parse(text);
  if (!isObject(value)) return undefined;
  const name = own(value, 'name');
  if (typeof name !== 'string') return undefined;
  const number = (key: 'mode' | 'uid' | 'gid' | 'size' | 'typeflag') => {
    const found = own(value, key);
    return Number.isSafeInteger(found) && (found as number) >= 0 ? { [key]: found as number } : {};
  };
  const mtime = own(value, 'mtime');
  return {
    name,
    ...number('mode'),
    ...number('uid'),
    ...number('gid'),
    ...number('size'),
    ...(typeof mtime === 'string' && isRfc3339(mtime) && { mtime }),
    ...number('typeflag'),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
