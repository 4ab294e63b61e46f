import { attach, isAttached, predicateTypeOf, type AttachmentKind } from '../../../core/oci/attachments';
import { type Descriptor } from '../../../core/oci/descriptor';
import { writeReferrer } from '../../../core/oci/write-referrer';
import { LIMITS } from '../../../core/signing/bundle/limits';
import { nodeCryptography } from '../../cryptography';
import { type Layout } from '../layout/layout';
import { readWhole } from '../read-whole';
import { type PlannedFile } from './plan';

/** A document that is attached to the artifact that it is in. */
export interface AttachedDocument {
  path: string;
  kind: AttachmentKind;
  descriptor: Descriptor;
}

/** A file with the layer that it became. */
export interface PackedFile {
  file: PlannedFile;
  descriptor: Descriptor;
}

/**
 * Attaches to an artifact what others look for beside it: bill of materials, signature, provenance. Of each kind those that
 * are nearest to the root of the model: others may be of something else.
 */
export async function attachDocuments(
  layout: Layout,
  subject: Descriptor,
  files: readonly PackedFile[],
  signal: AbortSignal | undefined,
): Promise<AttachedDocument[]> {
  const attached: AttachedDocument[] = [];
  for (const { file, descriptor: layer } of files) {
    const { document: kind, path } = file;
    if (!kind || !isAttached(kind) || !isNearest(file, files)) continue;
    const statement =
      ['signature', 'provenance'].includes(kind) && layer.size <= LIMITS.bundleBytes
        ? predicateTypeOf(await readWhole(layout, layer, LIMITS.bundleBytes))
        : undefined;
    const referrer = attach(
      subject,
      { kind, content: layer, title: path, ...(statement !== undefined && { predicateType: statement }) },
      nodeCryptography,
    );
    // The content is there, as a layer.
    await writeReferrer(
      layout,
      referrer,
      (each) => ({ open: (from) => layout.open(each, from) }),
      signal && { signal },
    );
    attached.push({ path, kind, descriptor: referrer.descriptor });
  }
  return attached;
}

function isNearest({ document, path }: PlannedFile, files: readonly PackedFile[]): boolean {
  return !files.some(({ file }) => file.document === document && depthOf(file.path) < depthOf(path));
}

function depthOf(path: string): number {
  return path.split('/').length;
}
