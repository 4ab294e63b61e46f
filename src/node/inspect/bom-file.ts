import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { readBom } from '../../core/bom/view/read';
import { BomError } from '../../core/bom/view/json';
import { statedHashes } from '../../core/inspection/bom';
import { inspectedFiles } from '../../core/inspection/files';
import { fromDocuments } from '../../core/inspection/from-documents';
import { type FileRow, type Inspection } from '../../core/inspection/inspection';
import { conclude } from '../../core/inspection/reasons';
import { escapes, isAbsolute } from '../../core/folder/paths';
import { t } from '../../core/l10n';
import { FileError } from '../files/errors';
import { readFile } from '../files/read';
import { openNodeModel, type NamedPath } from '../signing/model';
import { take, type Documents } from './documents';
import { Collected, type Inspecting } from './inspecting';
import { namedDigests } from './named-digests';

export interface BomFileRequest extends Inspecting {
  bom: NamedPath;
  /** The text where it is not the file's: an editor may hold what is not saved. */
  text?: string;
}

/** Files that are hashed to see whether a BOM still fits them. */
const MOST_HASHED = 1000;

/**
 * Inspects a bill of materials by itself, and holds its hashes against the files beside it.
 * @throws {FileError} when it can't be read, or is none
 */
export async function inspectBomFile(request: BomFileRequest): Promise<Inspection> {
  const { bom: file, text } = request;
  const collected = new Collected(request);
  const bytes = text === undefined ? readFile(file.path, file.shown)!.bytes : Buffer.from(text);
  const name = path.basename(file.path);
  const found: Documents = { documents: [], origins: [] };
  take(found, { path: name, source: { kind: 'file', path: file.shown }, bytes }, collected.keeper);
  const [document] = found.documents;
  if (!document || !['spdx', 'cyclonedx'].includes(document.document.kind.id))
    throw new FileError(file.shown, t('is no bill of materials: neither SPDX 3 JSON-LD nor CycloneDX JSON'));
  const rows = await rowsBeside(request, document.text, collected);
  return conclude({
    ...collected.base,
    subject: { kind: 'bom', name, place: file.shown, digest: document.digest, bytes: bytes.length },
    signatures: [],
    files: inspectedFiles(rows),
    ...fromDocuments({
      documents: found.documents,
      origins: [],
      name,
      digests: namedDigests(rows),
      filesOf: () => new Map(),
    }),
    problems: collected.problems,
    blobs: collected.keeper.list(),
  });
}

/** The files beside a BOM that it states hashes of, with what they have now. */
async function rowsBeside(
  { bom, progress, signal }: BomFileRequest,
  text: string,
  collected: Collected,
): Promise<FileRow[]> {
  const folder = path.dirname(bom.path);
  const model = openNodeModel({ model: { path: folder, shown: path.dirname(bom.shown) } });
  const names = [...new Set(hashedIn(text))].filter(
    (name) => !isAbsolute(name) && !escapes(name) && isThere(model.root, name),
  );
  const jobs: { name: string; target: string; size: number }[] = [];
  for (const name of names.slice(0, MOST_HASHED)) {
    const parent = name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '';
    const entries = await collected.orProblem(() => model.list(parent), []);
    const entry = entries.find((each) => each.name === name.slice(parent ? parent.length + 1 : 0));
    if (entry?.kind === 'file') jobs.push({ name, target: name, size: entry.size });
  }
  const options = { hash: 'sha256' as const, ...(progress ? { progress } : {}), ...(signal ? { signal } : {}) };
  const digests = await collected.orProblem(() => model.hash(jobs, options), new Map<string, readonly string[]>());
  return jobs.map(({ name, size }) => {
    const digest = digests.get(name)?.[0];
    return {
      path: name,
      size,
      ...(digest === undefined ? {} : { digest: `sha256:${digest}` }),
      state: 'unknown' as const,
    };
  });
}

/** Whether a file is there without any link on the way to it. */
function isThere(root: string, name: string): boolean {
  const file = path.join(root, ...name.split('/'));
  return existsSync(file) && realpathSync.native(file) === file;
}

function hashedIn(text: string): string[] {
  try {
    return statedHashes(readBom(text)).map(({ file }) => file);
  } catch (error) {
    if (error instanceof BomError) return [];
    throw error;
  }
}
