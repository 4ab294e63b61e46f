import { CNAI, MODELPACK, OCI } from '../annotations';
import { type Descriptor } from '../descriptor';
import { type Digest } from '../digest';
import { readManifest, type Manifest } from '../manifest';
import { CNAI_CONFIG_TYPE, MODELPACK_CONFIG_TYPE } from '../media-types';
import { whyUnsafePath } from '../paths';
import { checkModelPack, type ModelPackProblem } from './check';
import { readConfig, type ModelConfig } from './config';
import { readFileMetadata, type FileMetadata } from './file-metadata';
import { isModelType, parseLayerType, type LayerForm, type LayerKind } from './layer-type';

/**
 * Who packaged an artifact, by its types.
 * - `modelpack`: by the specification of today; `cnai`: by versions until v0.0.6
 * - `docker`: Docker Model Runner; `kitops`: a ModelKit
 * - `other`: any other OCI artifact, such as files that ORAS pushed
 */
export type ArtifactFlavour = 'modelpack' | 'cnai' | 'docker' | 'kitops' | 'other';

/** One layer of a packaged model. */
export interface ModelLayer {
  index: number;
  descriptor: Descriptor;
  /** What it holds; undefined where its type does not say. */
  kind?: LayerKind;
  /** How to read it. */
  form: LayerForm;
  /**
   * Where its file belongs: what the manifest says, or else a name after its type. Undefined where nothing tells. Of an
   * archive the paths are inside of it, and this one is a name for people.
   */
  path?: string;
  /** Why that path must not be used. */
  unsafe?: string;
  metadata?: FileMetadata;
  /** Whether the packager only inferred the kind; undefined where it does not say. */
  untested?: boolean;
  /** The digest of the uncompressed content, by the config. */
  diffId?: Digest;
}

/** A packaged model as it was found, whoever made it. */
export interface ModelArtifact {
  flavour: ArtifactFlavour;
  manifest: Manifest;
  /** Of ModelPack, when the config was given. */
  config?: ModelConfig;
  layers: readonly ModelLayer[];
  /** What is wrong with it by the rules of ModelPack; of other artifacts nothing is said. */
  problems: readonly ModelPackProblem[];
}

/** Whether the config of an artifact is one of ModelPack, which {@link readModelArtifact} can make use of. */
export function hasModelPackConfig({ config }: Manifest): boolean {
  return config.mediaType === MODELPACK_CONFIG_TYPE || config.mediaType === CNAI_CONFIG_TYPE;
}

/**
 * Reads a packaged model, as leniently as is safe.
 * @param configBytes the config, where it was fetched; verified against the manifest's digest
 * @throws {OciError} `malformed`, `too-large`, `unsupported` when there is no manifest to speak of
 */
export function readModelArtifact(manifestBytes: Uint8Array, configBytes?: Uint8Array): ModelArtifact {
  const manifest = readManifest(manifestBytes);
  const isOurs = hasModelPackConfig(manifest);
  const config = isOurs && configBytes ? readConfig(configBytes) : undefined;
  const flavour = flavourOf(manifest);
  return {
    flavour,
    manifest,
    ...(config && { config }),
    layers: readLayers(manifest, config),
    problems: flavour === 'modelpack' || flavour === 'cnai' ? checkModelPack(manifestBytes, configBytes) : [],
  };
}

/** The layers of a manifest, as leniently as is safe. */
export function readLayers({ layers }: Manifest, config: ModelConfig | undefined): ModelLayer[] {
  const names = new FallbackNames(layers);
  const diffIds = config?.diffIds.length === layers.length ? config.diffIds : [];
  return layers.map((descriptor, index): ModelLayer => {
    const { mediaType, annotations = {} } = descriptor;
    const type = parseLayerType(mediaType);
    const own = annotations[MODELPACK.filepath] ?? annotations[CNAI.filepath] ?? annotations[OCI.title];
    const path = own ?? names.of(descriptor);
    const unsafe = path === undefined ? undefined : whyUnsafePath(path, false);
    const [current, old] = CNAI.metadata;
    const written = annotations[MODELPACK.metadata] ?? annotations[current] ?? annotations[old];
    const metadata = written === undefined ? undefined : readFileMetadata(written);
    const untested = annotations[MODELPACK.untested];
    const diffId = diffIds[index];
    return {
      index,
      descriptor,
      ...(type && { kind: type.kind }),
      form: type ? formOf(type) : foreignForm(descriptor),
      ...(path !== undefined && { path }),
      ...(unsafe !== undefined && { unsafe }),
      ...(metadata && { metadata }),
      ...((untested === 'true' || untested === 'false') && { untested: untested === 'true' }),
      ...(diffId && { diffId }),
    };
  });
}

function formOf({ archive, compression }: LayerForm): LayerForm {
  return { archive, ...(compression && { compression }) };
}

/** ORAS packs folders as archives and says so (oras, content store conventions); all else are files. */
function foreignForm({ annotations = {} }: Descriptor): LayerForm {
  return annotations['io.deis.oras.content.unpack'] === 'true'
    ? { archive: 'tar', compression: 'gzip' }
    : { archive: 'raw' };
}

function flavourOf({ artifactType, config, layers }: Manifest): ArtifactFlavour {
  const types = [artifactType ?? '', config.mediaType];
  const said = types.find(isModelType);
  if (said === undefined)
    return layers.some(({ mediaType }) => parseLayerType(mediaType)?.family === 'docker') ? 'docker' : 'other';
  if (said.includes('.cnai.')) return 'cnai';
  if (said.includes('.kitops.')) return 'kitops';
  return said.includes('.docker.') ? 'docker' : 'modelpack';
}

/** Names of the files of Docker Model Runner, which writes none (docker/model-runner, pkg/distribution). */
const NAMES: readonly (readonly [type: RegExp, stem: string, extension: string])[] = [
  [/\.gguf\.v3\.lora$/, 'adapter', '.gguf'],
  [/\.gguf\.v3\.mmproj$|\.mmproj$/, 'model', '.mmproj'],
  [/\.gguf(?:\.v3)?$/, 'model', '.gguf'],
  [/\.safetensors$/, 'model', '.safetensors'],
  [/\.dduf$/, 'model', '.dduf'],
  [/\.ai\.license$/, 'LICENSE', ''],
  [/\.chat\.template\.jinja$/, 'template', '.jinja'],
];

/** Gives layers without a name one by their type: numbered where several have the same. */
class FallbackNames {
  private readonly seen = new Map<string, number>();
  private readonly counts = new Map<string, number>();

  constructor(layers: readonly Descriptor[]) {
    for (const layer of layers) {
      const name = isNamed(layer) ? undefined : nameOf(layer)?.join('');
      if (name !== undefined) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    }
  }

  of(layer: Descriptor): string | undefined {
    const [stem, extension] = nameOf(layer) ?? [];
    if (stem === undefined) return undefined;
    const name = `${stem}${extension}`;
    const number = (this.seen.get(name) ?? 0) + 1;
    this.seen.set(name, number);
    return this.counts.get(name) === 1 ? name : `${stem}-${String(number).padStart(5, '0')}${extension}`;
  }
}

function isNamed({ annotations = {} }: Descriptor): boolean {
  return [MODELPACK.filepath, CNAI.filepath, OCI.title].some((key) => annotations[key] !== undefined);
}

function nameOf({ mediaType }: Descriptor): readonly [stem: string, extension: string] | undefined {
  const found = NAMES.find(([type]) => parseLayerType(mediaType)?.family === 'docker' && type.test(mediaType));
  return found && [found[1], found[2]];
}
