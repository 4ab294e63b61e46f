import { detectKind } from '../../core/documents/kinds';
import { type ReadDocument } from '../../core/inspection/documents';
import { type Problem, type Source } from '../../core/inspection/inspection';
import { type Origin } from '../../core/inspection/lineage';
import { t } from '../../core/l10n';
import { decodeText } from '../../core/text/decode';
import { LineIndex } from '../../core/text/position';
import { asMap, asScalar, entryOf } from '../../core/text/tree';
import { parseJson } from '../../core/text/json';
import { isCandidate } from '../../files/candidates';
import { type BlobKeeper } from './blobs';

/** Documents that are read at most, nearest to the root first, and how large each and all of them may be. */
export const DOCUMENT_LIMITS = { files: 300, bytes: 32 * 1024 * 1024, totalBytes: 128 * 1024 * 1024 } as const;

/** The same for what has to be fetched from a registry. */
export const FETCH_LIMITS = { files: 40, bytes: 8 * 1024 * 1024, totalBytes: 32 * 1024 * 1024 } as const;

/** Where an adapter says which model it is for (PEFT, `adapter_config.json`). */
const ADAPTER_CONFIG = /(?:^|\/)adapter_config\.json$/;

/** A file that may be a document about the model. */
export interface Candidate {
  path: string;
  size: number;
  source: Source;
  /** @throws {Error} with a message for people */
  read(): Promise<Uint8Array>;
}

/** What was found in the documents about a model. */
export interface Documents {
  documents: ReadDocument[];
  /** What configs of adapters say that they are made from. */
  origins: Origin[];
}

/**
 * Reads the documents about a model, and nothing else of it.
 * @param problems told of what is left out or can't be read
 * @param isTold whether an error is one to be told of; others are thrown
 */
export async function readDocuments(
  candidates: readonly Candidate[],
  limits: typeof DOCUMENT_LIMITS | typeof FETCH_LIMITS,
  {
    keeper,
    problems,
    isTold,
    signal,
  }: {
    keeper: BlobKeeper;
    problems: Problem[];
    isTold: (error: unknown) => boolean;
    signal?: AbortSignal;
  },
): Promise<Documents> {
  const found: Documents = { documents: [], origins: [] };
  let left: number = limits.totalBytes;
  const wanted = candidates
    .filter(({ path }) => isCandidate(path))
    .sort((a, b) => depthOf(a.path) - depthOf(b.path) || (a.path < b.path ? -1 : 1));
  const tooMany = wanted.length - limits.files;
  if (tooMany > 0)
    problems.push({
      severity: 'info',
      rule: '',
      message: t('Only the {0} documents nearest to the root were read; {1} more were not.', limits.files, tooMany),
    });
  for (const { path, size, source, read } of wanted.slice(0, limits.files)) {
    signal?.throwIfAborted();
    if (size > limits.bytes || size > left) {
      problems.push({ severity: 'info', rule: '', message: t('It is too large to be read as a document.'), source });
      continue;
    }
    try {
      const bytes = await read();
      left -= bytes.length;
      take(found, { path, source, bytes }, keeper);
    } catch (error) {
      if (!isTold(error)) throw error;
      problems.push({ severity: 'warning', rule: '', message: (error as Error).message, source });
    }
  }
  return found;
}

/** Takes the bytes of a file, if they are a document of ours. */
export function take(
  { documents, origins }: Documents,
  { path, source, bytes }: { path: string; source: Source; bytes: Uint8Array },
  keeper: BlobKeeper,
): void {
  const { text } = decodeText(bytes);
  if (ADAPTER_CONFIG.test(path)) origins.push(...adapterOrigins(text, source));
  const kind = detectKind(path, text);
  if (!kind || kind.id === 'config') return;
  const digest = keeper.keep(path, mediaTypeOf(path), bytes);
  documents.push({ name: path, digest, text, source, document: kind.open(path, text) });
}

function depthOf(path: string): number {
  return path.split('/').length;
}

function mediaTypeOf(path: string): string {
  if (/\.jsonl?d?$/i.test(path)) return 'application/json';
  if (/\.ya?ml$/i.test(path)) return 'application/yaml';
  return /\.md$/i.test(path) ? 'text/markdown' : 'text/plain';
}

function adapterOrigins(text: string, source: Source): Origin[] {
  const node = asScalar(entryOf(asMap(parseJson(text).root), 'base_model_name_or_path')?.value);
  if (!node?.text.trim()) return [];
  const at = new LineIndex(text).positionAt(node.start);
  return [{ type: 'base-model', name: node.text, source: { ...source, ...at } }];
}
