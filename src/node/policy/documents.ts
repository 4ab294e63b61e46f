import { detectKind } from '../../core/documents/kinds';
import { type PolicyDocument } from '../../core/policy/documents';
import { t } from '../../core/l10n';
import { decodeText } from '../../core/text/decode';
import { isCandidate } from '../../files/candidates';

/** A file that may be a document about the model. */
export interface CandidateFile {
  path: string;
  size: number;
  /** Its first bytes: enough to tell what it is. */
  head(): Promise<Uint8Array>;
  read(): Promise<Uint8Array>;
}

/** What was read, or why it is not all that there is. */
export interface ReadDocuments {
  documents: PolicyDocument[];
  /** A sentence; absent where everything was read. */
  problem?: string;
}

/** Files that are looked into at most, and bytes that are read of them together. */
const MOST_FILES = 1000;
const MOST_BYTES = 128 * 1024 * 1024;

/** What tells a document in the beginning of a file, in bytes. */
export const DOCUMENT_HEAD = 64 * 1024;

/** Kinds of document that policies ask about. */
const WANTED = ['mof', 'spdx', 'cyclonedx', 'card', 'kitfile', 'modelpack-config'];

/** Reads the documents about a model, and nothing else of it. What is left out could say what the policy forbids: it is told. */
export async function readDocuments(files: readonly CandidateFile[], signal?: AbortSignal): Promise<ReadDocuments> {
  const documents: PolicyDocument[] = [];
  let left = MOST_BYTES;
  const candidates = files.filter(({ path }) => isCandidate(path));
  if (candidates.length > MOST_FILES)
    return { documents, problem: t('There are more than {0} files that could say something about it.', MOST_FILES) };
  for (const file of candidates) {
    signal?.throwIfAborted();
    const isShort = file.size <= DOCUMENT_HEAD;
    if (!isShort && !isWanted(file.path, await file.head())) continue;
    if (file.size > left)
      return { documents, problem: t('"{0}" is too large to be read, or the documents are together.', file.path) };
    const bytes = await file.read();
    left -= bytes.length;
    const { text } = decodeText(bytes);
    const kind = detectKind(file.path, text);
    if (kind && WANTED.includes(kind.id))
      documents.push({ name: file.path, text, document: kind.open(file.path, text) });
  }
  return { documents };
}

function isWanted(path: string, head: Uint8Array): boolean {
  const kind = detectKind(path, new TextDecoder().decode(head));
  return kind !== undefined && WANTED.includes(kind.id);
}
