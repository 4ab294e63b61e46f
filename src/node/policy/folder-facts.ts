import path from 'node:path';
import { t } from '../../core/l10n';
import { digestsOf, factsOfDocuments, filesInBoms } from '../../core/policy/documents';
import { FileNames } from '../../core/policy/file-names';
import { type FoundSignature, type PolicyFacts } from '../../core/policy/facts';
import { enumerate } from '../../core/signing/model/enumerate';
import { ModelError, type Progress } from '../../core/signing/model/model';
import { SINGLE_FILE, type GIT_PATHS } from '../../core/signing/statement/manifest';
import { FileError } from '../files/errors';
import { readFile } from '../files/read';
import { type NodeModel } from '../model';
import { DOCUMENT_HEAD, readDocuments, type CandidateFile, type ReadDocuments } from './documents';

/** A model in a folder, or in one file, that was verified. */
export interface VerifiedFolder {
  /** The same that was verified: it remembers what it hashed. */
  model: NodeModel;
  /** Paths that are left out: those of git. */
  ignored: typeof GIT_PATHS | readonly string[];
  signature: FoundSignature | undefined;
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/**
 * All that policies ask about a model in a folder.
 * @throws {CancelledError}
 */
export async function folderFacts(folder: VerifiedFolder): Promise<PolicyFacts> {
  const { model, signature } = folder;
  const subject = { name: model.name };
  const signatures = signature ? [signature] : [];
  const profile = { unknown: t('The annotation profile is one of artifacts: judge the artifact, not its files.') };
  try {
    return { subject, signatures, profile, ...(await documentFacts(folder)) };
  } catch (error) {
    if (!(error instanceof FileError) && !(error instanceof ModelError)) throw error;
    return { subject, signatures, profile, ...nothing(`${error.file} ${error.message}.`) };
  }
}

/** What documents would say that could not all be read. */
export function nothing(unknown: string): Pick<PolicyFacts, 'boms' | 'mof' | 'licenses' | 'versions'> {
  return { boms: { unknown }, mof: { unknown }, licenses: { unknown }, versions: { unknown } };
}

async function documentFacts(folder: VerifiedFolder) {
  const { model, ignored, progress, signal } = folder;
  const options = { ignored, allowSymlinks: false, ...(signal ? { signal } : {}) };
  const { files } = await enumerate(model, options);
  const read: ReadDocuments = await readDocuments(
    files.map(({ name, size }) => candidate(model, name, size)),
    signal,
  );
  if (read.problem !== undefined) return nothing(read.problem);
  const names = new FileNames(files.map(({ name }) => name));
  const named = new Set(filesInBoms(read.documents).map((file) => names.meant(file)));
  const jobs = files.filter(({ name }) => named.has(name));
  const hashed = await model.hash(jobs, {
    hash: 'sha256',
    ...(progress ? { progress } : {}),
    ...(signal ? { signal } : {}),
  });
  const digests = new Map([...hashed].map(([name, [sha256]]) => [name, sha256!]));
  return factsOfDocuments(read.documents, digestsOf(digests, names));
}

function candidate(model: NodeModel, name: string, size: number): CandidateFile {
  const file = name === SINGLE_FILE ? model.root : path.join(model.root, ...name.split('/'));
  const shown = name === SINGLE_FILE ? model.name : name;
  return {
    path: shown,
    size,
    head: async () => {
      let head = new Uint8Array();
      readFile(file, shown, { wanted: (bytes) => ((head = Uint8Array.from(bytes.subarray(0, DOCUMENT_HEAD))), false) });
      return head;
    },
    read: async () => readFile(file, shown)!.bytes,
  };
}
