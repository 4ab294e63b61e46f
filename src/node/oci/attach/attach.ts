import { OCI, type Annotations } from '../../../core/oci/annotations';
import { attach, attachFiles, type Referrer } from '../../../core/oci/attachments';
import { type ArtifactTarget } from '../../../core/oci/content';
import { type Descriptor } from '../../../core/oci/descriptor';
import { toRfc3339 } from '../../../core/oci/modelpack/rfc3339';
import { writeReferrer } from '../../../core/oci/write-referrer';
import { counting } from '../../../core/signing/model/counting';
import { type Progress } from '../../../core/signing/model/model';
import { nodeCryptography } from '../../cryptography';
import { contentOf, type FileToAttach } from './files';

export interface AttachRequest {
  /** The manifest of the artifact. */
  subject: Descriptor;
  /** Files of different names, which are attached together. */
  files: readonly FileToAttach[];
  /** What is attached, as a media type. */
  artifactType: string;
  annotations?: Annotations;
  created: Date;
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/**
 * Attaches files to an artifact, which stays as it is.
 * @throws {OciError} what the target throws; {FileError}
 */
export async function attachTo(target: ArtifactTarget, request: AttachRequest): Promise<Referrer> {
  const { files, progress, signal } = request;
  const referrer = referrerOf(request);
  const done = counting(
    files.map(({ content }) => content),
    progress,
  );
  await writeReferrer(target, referrer, (layer) => sourceOf(layer, files), {
    ...(signal && { signal }),
    progress: (bytes) => done(bytes, 0),
  });
  return referrer;
}

function referrerOf({ subject, files, artifactType, annotations = {}, created }: AttachRequest): Referrer {
  const [first] = files;
  if (files.length === 1 && first?.kind && first.mediaType === artifactType) {
    const { kind, content, title, predicateType } = first;
    const attachment = { kind, content, title, created, annotations, ...(predicateType && { predicateType }) };
    return attach(subject, attachment, nodeCryptography);
  }
  const all = { [OCI.created]: toRfc3339(created), ...annotations };
  return attachFiles(subject, { artifactType, files, annotations: all }, nodeCryptography);
}

function sourceOf({ digest }: Descriptor, files: readonly FileToAttach[]) {
  const { path, shown } = files.find(({ content }) => content.digest === digest)!;
  return {
    open: async (from: number) => contentOf(path, shown, from),
    location: { kind: 'file' as const, path },
  };
}
