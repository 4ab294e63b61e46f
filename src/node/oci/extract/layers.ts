import { t } from '../../../core/l10n';
import { CNAI, MODELPACK, OCI, type Annotations } from '../../../core/oci/annotations';
import { type Descriptor } from '../../../core/oci/descriptor';
import { isDigest, type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { type Manifest } from '../../../core/oci/manifest';
import { EMPTY_TYPE } from '../../../core/oci/media-types';
import { CONFIG_BYTES, readConfig } from '../../../core/oci/modelpack/config';
import { readFileMetadata } from '../../../core/oci/modelpack/file-metadata';
import { isModelType, parseLayerType, type LayerForm } from '../../../core/oci/modelpack/layer-type';
import { isObject, own, parseJson } from '../../../core/signing/json';

/** A layer that is a file. */
export interface FileLayer {
  /** Relative to the folder, with `/`; not yet checked. */
  path: string;
  descriptor: Descriptor;
  /** Whether the file can be executed; all that is kept of its rights. */
  executable: boolean;
}

/** A layer that is an archive of files. */
export interface ArchiveLayer {
  descriptor: Descriptor;
  form: LayerForm;
  /** Of its content without compression, where the config says it. */
  diffId?: Digest;
}

/** What is to be extracted. */
export interface Layers {
  files: readonly FileLayer[];
  archives: readonly ArchiveLayer[];
  /** Layers of which nobody says what file they are. */
  skipped: readonly Descriptor[];
}

const EXECUTABLE = 0o111;

/** ORAS packs a folder as an archive that is to be unpacked (oras-go, content/file, `AnnotationUnpack`). */
const UNPACK = 'io.deis.oras.content.unpack';

/**
 * Finds out what the layers of an artifact are: files of ModelPack in all its forms, of Docker Model Runner, KitOps and
 * ORAS.
 * @param config reads the verified bytes of the config
 * @throws {OciError} `unsupported` when nothing can be extracted; `malformed`
 */
export async function layersOf(manifest: Manifest, config: () => Promise<Uint8Array>): Promise<Layers> {
  const isModel = isModelType(manifest.artifactType ?? '') || isModelType(manifest.config.mediaType);
  const known = isModel && manifest.config.mediaType !== EMPTY_TYPE ? configFacts(manifest, await config()) : NOTHING;
  const files: FileLayer[] = [];
  const archives: ArchiveLayer[] = [];
  const skipped: Descriptor[] = [];
  for (const [at, descriptor] of manifest.layers.entries()) {
    const form = formOf(descriptor);
    const path = pathOf(descriptor.annotations) ?? known.paths.get(descriptor.digest);
    const diffId = known.diffIds[at];
    if (form?.archive === 'tar') archives.push({ descriptor, form, ...(diffId && { diffId }) });
    else if (path !== undefined) files.push({ path, descriptor, executable: isExecutable(descriptor.annotations) });
    else skipped.push(descriptor);
  }
  if (!files.length && !archives.length)
    throw new OciError(
      'unsupported',
      t('There is nothing to extract: none of its {0} layers says what file it is.', manifest.layers.length),
    );
  return { files, archives, skipped };
}

function formOf({ mediaType, annotations = {} }: Descriptor): LayerForm | undefined {
  const type = parseLayerType(mediaType);
  if (type) return type;
  return annotations[UNPACK] === 'true' ? { archive: 'tar', compression: 'gzip' } : undefined;
}

function pathOf(annotations: Annotations = {}): string | undefined {
  return annotations[MODELPACK.filepath] ?? annotations[CNAI.filepath] ?? annotations[OCI.title];
}

function isExecutable(annotations: Annotations = {}): boolean {
  const text = [MODELPACK.metadata, ...CNAI.metadata].map((key) => annotations[key]).find((each) => each !== undefined);
  const mode = text === undefined ? undefined : readFileMetadata(text)?.mode;
  return ((mode ?? 0) & EXECUTABLE) !== 0;
}

interface ConfigFacts {
  diffIds: readonly Digest[];
  /** Of layers that do not say it themselves. */
  paths: ReadonlyMap<Digest, string>;
}

const NOTHING: ConfigFacts = { diffIds: [], paths: new Map() };

function configFacts({ config, layers }: Manifest, bytes: Uint8Array): ConfigFacts {
  if (config.mediaType.includes('kitops')) return { diffIds: [], paths: kitfilePaths(bytes) };
  const { diffIds } = readConfig(bytes);
  // One for each layer, or nobody knows which is whose.
  return { diffIds: diffIds.length === layers.length ? diffIds : [], paths: new Map() };
}

const KIT_SECTIONS = ['code', 'datasets', 'docs', 'prompts'];
const KIT_VALUES = 100_000;

/** The paths that the Kitfile in the config of a ModelKit has for layers. */
function kitfilePaths(bytes: Uint8Array): Map<Digest, string> {
  let kitfile: unknown;
  try {
    kitfile = parseJson(bytes.subarray(0, CONFIG_BYTES), KIT_VALUES);
  } catch (error) {
    throw new OciError('malformed', t('The config {0}', (error as Error).message));
  }
  const paths = new Map<Digest, string>();
  const add = (item: unknown) => {
    if (!isObject(item)) return;
    const [digest, path] = [own(item, 'digest'), own(item, 'path')];
    if (isDigest(digest) && typeof path === 'string') paths.set(digest, path.replace(/^(?:\.\/)+/, ''));
  };
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  if (!isObject(kitfile)) return paths;
  const model = own(kitfile, 'model');
  add(model);
  for (const part of isObject(model) ? list(own(model, 'parts')) : []) add(part);
  for (const section of KIT_SECTIONS) for (const item of list(own(kitfile, section))) add(item);
  return paths;
}
