import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { ATTACHMENT_TYPES, isAttached, predicateTypeOf, type AttachmentKind } from '../../../core/oci/attachments';
import { sha256Digest, type Digest } from '../../../core/oci/digest';
import { documentOf, HEAD_BYTES } from '../../../core/oci/modelpack/classify/content';
import { LIMITS } from '../../../core/signing/bundle/limits';
import { FileError, readError } from '../../files/errors';
import { readFile } from '../../files/read';

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
export const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * Reads a file that is to be attached, as far as it takes to know what it is.
 * @param path absolute
 * @param shown the path as people are shown it
 * @param mediaType what somebody says that it is; goes before what it looks like
 * @throws {FileError}
 */
export async function readFileToAttach(
  path: string,
  shown: string,
  mediaType?: string,
  signal?: AbortSignal,
): Promise<FileToAttach> {
  const hash = createHash('sha256');
  let head = new Uint8Array();
  let size = 0;
  for await (const piece of contentOf(path, shown, 0)) {
    signal?.throwIfAborted();
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, piece.subarray(0, HEAD_BYTES - head.length)]);
    hash.update(piece);
    size += piece.length;
  }
  const document = documentOf(shown, head);
  const kind = document && isAttached(document) ? document : undefined;
  const mayState = (kind === 'signature' || kind === 'provenance') && size <= LIMITS.bundleBytes;
  return {
    path,
    shown,
    title: basename(path),
    mediaType: mediaType ?? (kind ? ATTACHMENT_TYPES[kind] : UNKNOWN_TYPE),
    content: { digest: sha256Digest(hash.digest('hex')), size },
    kind,
    predicateType: mayState
      ? predicateTypeOf(readFile(path, shown, { maxBytes: LIMITS.bundleBytes })!.bytes)
      : undefined,
  };
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
