import path from 'node:path';
import { inspectedFiles } from '../../core/inspection/files';
import { type FileRow, type Inspection } from '../../core/inspection/inspection';
import { conclude } from '../../core/inspection/reasons';
import { SINGLE_FILE, type Manifest } from '../../core/signing/statement/manifest';
import { LIMITS } from '../../core/signing/bundle/limits';
import { readFile } from '../files/read';
import { contentOf } from '../files/content';
import { type NamedPath } from '../signing/model';
import { Collected, type Inspecting } from './inspecting';

export interface SignatureFileRequest extends Inspecting {
  signature: NamedPath;
  /** The file that a bundle signs, where it is known. */
  signed?: NamedPath;
}

/**
 * Inspects a signature by itself: who signed what. Files are told as they were signed, and not compared with any.
 * @throws {FileError} when it can't be read
 */
export async function inspectSignatureFile(request: SignatureFileRequest): Promise<Inspection> {
  const { signature: file, signed } = request;
  const collected = new Collected(request);
  const { bytes } = readFile(file.path, file.shown, { maxBytes: LIMITS.bundleBytes })!;
  const digest = collected.keeper.keep(file.shown, 'application/json', bytes);
  const source = { kind: 'file', path: file.shown } as const;
  const [inspected] = await collected.signatures(
    [{ bytes, name: path.basename(file.path), digest, source }],
    () => undefined,
    () => signed && (() => contentOf(signed.path, signed.shown)),
  );
  const { signature, manifest } = inspected!;
  return conclude({
    ...collected.base,
    subject: { kind: 'signature', name: path.basename(file.path), place: file.shown, digest, bytes: bytes.length },
    signatures: [signature],
    files: inspectedFiles(manifest ? signedRows(manifest) : []),
    licenses: [],
    boms: [],
    problems: collected.problems,
    blobs: collected.keeper.list(),
  });
}

/** What a statement lists. Whether files are like that, nothing tells here. */
function signedRows({ files, serialization }: Manifest): FileRow[] {
  return Array.from(files.values(), ({ name, digests, size }) => ({
    path: name === SINGLE_FILE ? '.' : name,
    ...(size === undefined ? {} : { size }),
    ...(digests.length === 1 ? { signed: `${serialization.hash}:${digests[0]}` } : {}),
    state: 'unknown' as const,
  }));
}
