import path from 'node:path';
import { t } from '../../../core/l10n';
import { type Annotations } from '../../../core/oci/annotations';
import { type OpenFrom } from '../../../core/oci/content';
import { type Descriptor } from '../../../core/oci/descriptor';
import { sha256Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { type Manifest } from '../../../core/oci/manifest';
import { isConfirmed } from '../../../core/oci/modelpack/classify/classify';
import { packModel, type PackFile, type PackOptions } from '../../../core/oci/modelpack/write';
import { counting } from '../../../core/signing/model/counting';
import { type Progress } from '../../../core/signing/model/model';
import { nodeCryptography } from '../../cryptography';
import { type Stamp } from '../../hashing/messages';
import { type Layout } from '../layout/layout';
import { type StoredBy, type StoredFile } from '../layout/store-files';
import { attachDocuments, type AttachedDocument, type PackedFile } from './attach-documents';
import { type PackPlan, type PlannedFile } from './plan';

export interface PackRequest {
  plan: PackPlan;
  layout: Layout;
  /** Names that the artifact gets in the layout. */
  names: readonly string[];
  /** Annotations of the manifest. */
  annotations?: Annotations;
  /** See {@link PackOptions.latest}. */
  latest?: Date;
  /** Makes blobs hard links of the files, where the system can: then whoever writes to the file writes to the blob. */
  link?: boolean;
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/** An artifact in a layout. */
export interface Packed {
  descriptor: Descriptor;
  manifest: Manifest;
  /** In the order of the layers. The digests are those that signatures and bills of materials have. */
  files: readonly (PackedFile & { by: StoredBy })[];
  /** What is attached to it, and is in it as well. */
  attached: readonly AttachedDocument[];
}

/** Content of nothing; stands in for digests where they do not matter. */
const NO_DIGEST = sha256Digest('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');

/**
 * Stores a model as an artifact. Every file is read once, and not at all where it is known not to have changed; what an
 * earlier attempt left is used. The artifact is there when all of it is.
 * @throws {OciError} when a file can't be read or changes meanwhile, or the layout can't be written
 * @throws {CancelledError}
 */
export async function packInto(request: PackRequest): Promise<Packed> {
  const { layout, plan, signal } = request;
  return layout.writing(async () => {
    const stored = await store(request);
    const packed = packModel(
      plan.files.map((file) => packFile(file, stored.get(file.source)!)),
      optionsOf(request),
      nodeCryptography,
    );
    const requests = signal ? { signal } : {};
    await layout.write(packed.config.descriptor, bytesFrom(packed.config.bytes), requests);
    await layout.writeManifest(packed.descriptor, packed.bytes, requests);
    const planned = new Map(plan.files.map((file) => [file.path, file]));
    const files = packed.layers.map(({ file, descriptor }) => {
      const source = planned.get(file.path)!;
      return { file: source, descriptor, by: stored.get(source.source)!.by };
    });
    const attached = await attachDocuments(layout, packed.descriptor, files, signal);
    for (const name of request.names) await layout.tag(packed.descriptor, name, requests);
    return { descriptor: packed.descriptor, manifest: packed.manifest, files, attached };
  });
}

/** Makes the files blobs, each once, wherever links may lead to it from. */
async function store(request: PackRequest): Promise<Map<string, StoredFile>> {
  const { plan, layout, link = false, progress, signal } = request;
  const sources = [...new Map(plan.files.map((file) => [file.source, file])).values()];
  const stored = await layout.store(
    sources.map((file) => ({ name: file.path, path: file.source, size: file.size })),
    {
      link,
      signal,
      starting: () => requirePackable(request),
      progress: counting(sources, progress),
    },
  );
  return new Map(sources.map(({ source }, at) => [source, stored[at]!]));
}

/** Too many files, or names that can't be: better said before they are read than after. @throws {OciError} */
function requirePackable(request: PackRequest): void {
  const files = request.plan.files.map((file) => packFile(file, { digest: NO_DIGEST, size: file.size }));
  packModel(files, optionsOf(request), nodeCryptography);
}

function packFile(file: PlannedFile, stored: Pick<StoredFile, 'digest' | 'size'> & { stamp?: Stamp }): PackFile {
  return {
    path: file.path,
    size: stored.size,
    digest: stored.digest,
    mode: file.mode,
    mtime: stored.stamp ? modifiedIn(stored.stamp) : new Date(0),
    kind: file.class.kind,
    confirmed: isConfirmed(file.class),
  };
}

/** When the file that was read was last written to. */
function modifiedIn(stamp: Stamp): Date {
  return new Date(Number(BigInt(stamp.split(':')[3]!) / 1_000_000n));
}

function optionsOf({ plan, annotations, latest }: PackRequest): PackOptions {
  return { facts: plan.facts, ...(annotations && { annotations }), ...(latest && { latest }) };
}

function bytesFrom(bytes: Uint8Array): OpenFrom {
  return async (from) =>
    (async function* () {
      yield bytes.subarray(from);
    })();
}

/**
 * Where a layout lies in a model folder, so that it can be left out: it would have to hold itself.
 * @param root of the model, absolute and without links
 * @returns relative to the model, with `/`; undefined where it lies elsewhere
 * @throws {OciError} `exists` when the model is, or lies in, the layout
 */
export function layoutInModel(root: string, layout: string): string | undefined {
  const isIn = (inner: string, outer: string) => {
    const relative = path.relative(outer, inner);
    return !/^\.\.(?:$|[/\\])/.test(relative) && !path.isAbsolute(relative);
  };
  if (isIn(root, layout))
    throw new OciError('exists', t('The model lies in the layout {0}; name a layout elsewhere.', layout));
  return isIn(layout, root) ? path.relative(root, layout).split(path.sep).join('/') : undefined;
}
