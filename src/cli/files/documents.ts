import { statSync } from 'node:fs';
import { type DocumentKind, type OpenDocument } from '../../core/documents/kind';
import { detectKind, KINDS } from '../../core/documents/kinds';
import { decodeText, type DecodedText } from '../../core/text/decode';
import { hasOurName } from './candidates';
import { FileError } from '../../node/files/errors';
import { slashed } from './paths';
import { readFile, readStream, type Stamp } from '../../node/files/read';
import { type Target } from './targets';

/** A document of ours, read and parsed. */
export interface LoadedDocument {
  /** Absolute path. */
  path: string;
  shown: string;
  document: OpenDocument;
  decoded: DecodedText;
  /** The state of the file; undefined for standard input. */
  stamp: Stamp | undefined;
}

/**
 * Reads a document.
 * @returns undefined for a file that was found in a folder and is none of ours
 * @throws {FileError} when it can't be read, or was named and is none of ours
 */
export function loadDocument(target: Target): LoadedDocument | undefined {
  const path = slashed(target.path);
  if (!target.named && !hasOurName(path) && !isRegular(target.path)) return undefined;
  let kind: DocumentKind | undefined;
  const wanted = (head: Uint8Array) => (kind = detectKind(path, decodeText(head).text)) !== undefined;
  const read = readFile(target.path, target.shown, { wanted });
  if (read && kind) return open(kind, target, read.bytes, read.stamp);
  if (target.named) throw notOurs(target.shown);
  return undefined;
}

/**
 * Reads a document from standard input.
 * @param target the name it is to have
 * @throws {FileError}
 */
export async function loadStream(stream: AsyncIterable<Uint8Array>, target: Target): Promise<LoadedDocument> {
  const bytes = await readStream(stream, target.shown);
  const kind = detectKind(slashed(target.path), decodeText(bytes).text);
  if (!kind) throw notOurs(target.shown);
  return open(kind, target, bytes, undefined);
}

function open(kind: DocumentKind, target: Target, bytes: Uint8Array, stamp: Stamp | undefined): LoadedDocument {
  const decoded = decodeText(bytes);
  const document = kind.open(slashed(target.path), decoded.text);
  return { path: target.path, shown: target.shown, document, decoded, stamp };
}

/** Pipes, devices and links that lead nowhere are nothing that a folder is searched for. */
function isRegular(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function notOurs(shown: string): FileError {
  const titles = KINDS.map((kind) => kind.title).join(', ');
  return new FileError(shown, `is no document that can be checked (${titles})`);
}
