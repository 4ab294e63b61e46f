import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { ATTACHMENT_TYPES, isAttached, predicateTypeOf, type AttachmentKind } from '../../core/oci/attachments';
import { isMediaType } from '../../core/oci/descriptor';
import { sha256Digest, type Digest } from '../../core/oci/digest';
import { documentOf, HEAD_BYTES } from '../../core/oci/modelpack/classify/content';
import { LIMITS } from '../../core/signing/bundle/limits';
import { UsageError } from '../exit';
import { FileError, readError } from '../../node/files/errors';
import { shownPath } from '../files/paths';
import { readFile } from '../../node/files/read';

/** A file to attach. */
export interface FileToAttach {
  /** Absolute. */
  path: string;
  shown: string;
  title: string;
  mediaType: string;
  content: { digest: Digest; size: number };
  /** What it was recognised as. */
  kind: AttachmentKind | undefined;
  predicateType: string | undefined;
}

/** Of files whose type nobody says and nothing shows. */
const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * A file as an argument names it: a path, and its media type behind the last colon where one is given.
 * @throws {FileError}
 */
export async function readFileToAttach(argument: string, cwd: string): Promise<FileToAttach> {
  const colon = argument.lastIndexOf(':');
  const isTyped = colon > 0 && isMediaType(argument.slice(colon + 1));
  const absolute = path.resolve(cwd, isTyped ? argument.slice(0, colon) : argument);
  const shown = shownPath(absolute, cwd);
  const hash = createHash('sha256');
  let head = new Uint8Array();
  let size = 0;
  for await (const piece of contentOf(absolute, shown, 0)) {
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, piece.subarray(0, HEAD_BYTES - head.length)]);
    hash.update(piece);
    size += piece.length;
  }
  const document = documentOf(shown, head);
  const kind = document && isAttached(document) ? document : undefined;
  const mayState = (kind === 'signature' || kind === 'provenance') && size <= LIMITS.bundleBytes;
  return {
    path: absolute,
    shown,
    title: path.basename(absolute),
    mediaType: isTyped ? argument.slice(colon + 1) : kind ? ATTACHMENT_TYPES[kind] : UNKNOWN_TYPE,
    content: { digest: sha256Digest(hash.digest('hex')), size },
    kind,
    predicateType: mayState
      ? predicateTypeOf(readFile(absolute, shown, { maxBytes: LIMITS.bundleBytes })!.bytes)
      : undefined,
  };
}

/**
 * What is attached, by what the user says or else by the one file.
 * @throws {UsageError}
 */
export function artifactTypeOf(files: readonly FileToAttach[], given: string | undefined): string {
  if (given !== undefined) {
    if (!isMediaType(given)) throw new UsageError(`--artifact-type "${given}" is no media type`);
    return given;
  }
  const [first] = files;
  if (files.length === 1 && first && first.mediaType !== UNKNOWN_TYPE) return first.mediaType;
  const what = files.length > 1 ? 'several files are' : `${first?.shown ?? ''} is`;
  const known = Object.values(ATTACHMENT_TYPES).join(', ');
  throw new UsageError(`what ${what} cannot be told; say it by --artifact-type (such as ${known})`);
}

/**
 * The bytes of a regular file, from one on.
 * @throws {FileError}
 */
export async function* contentOf(path: string, shown: string, from: number): AsyncGenerator<Uint8Array> {
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for somebody to write to it. Windows has no such flag.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      if (!(await file.stat()).isFile()) throw new FileError(shown, 'is no regular file');
      yield* file.createReadStream({ start: from, highWaterMark: READ_BYTES, autoClose: false });
    } finally {
      await file.close();
    }
  } catch (error) {
    throw readError(shown, error);
  }
}

const READ_BYTES = 1024 * 1024;
