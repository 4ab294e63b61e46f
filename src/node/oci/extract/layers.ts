import { t } from '../../../core/l10n';
import { type Descriptor } from '../../../core/oci/descriptor';
import { isDigest, type Digest } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';
import { type Manifest } from '../../../core/oci/manifest';
import { readConfig as readModelConfig } from '../../../core/oci/modelpack/config';
import { type LayerForm } from '../../../core/oci/modelpack/layer-type';
import { hasModelPackConfig, readLayers } from '../../../core/oci/modelpack/read';
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

/**
 * Finds out what the layers of an artifact are: files of ModelPack in all its forms, of Docker Model Runner, KitOps and
 * ORAS.
 * @param readConfig reads the verified bytes of the config
 * @throws {OciError} `unsupported` when nothing can be extracted; `malformed`
 */
export async function layersOf(manifest: Manifest, readConfig: () => Promise<Uint8Array>): Promise<Layers> {
  const config = hasModelPackConfig(manifest) ? readModelConfig(await readConfig()) : undefined;
  const isKit = manifest.config.mediaType.startsWith('application/vnd.kitops.');
  const kitPaths = isKit ? kitfilePaths(await readConfig()) : new Map<Digest, string>();
  const files: FileLayer[] = [];
  const archives: ArchiveLayer[] = [];
  const skipped: Descriptor[] = [];
  for (const layer of readLayers(manifest, config)) {
    const { descriptor, form, diffId, metadata } = layer;
    const path = layer.path ?? kitPaths.get(descriptor.digest);
    if (form.archive === 'tar') archives.push({ descriptor, form, ...(diffId && { diffId }) });
    else if (path !== undefined)
      files.push({ path, descriptor, executable: ((metadata?.mode ?? 0) & EXECUTABLE) !== 0 });
    else skipped.push(descriptor);
  }
  if (!files.length && !archives.length)
    throw new OciError(
      'unsupported',
      t('There is nothing to extract: none of its {0} layers says what file it is.', manifest.layers.length),
    );
  return { files, archives, skipped };
}

const KIT_SECTIONS = ['code', 'datasets', 'docs', 'prompts'];
const KIT_VALUES = 100_000;

/** The paths that the Kitfile in the config of a ModelKit has for layers. */
function kitfilePaths(bytes: Uint8Array): Map<Digest, string> {
  let kitfile: unknown;
  try {
    kitfile = parseJson(bytes, KIT_VALUES);
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
