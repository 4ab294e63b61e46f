/** What a layer holds (model-spec, spec.md), in the order in which layers are written. */
export const LAYER_KINDS = ['weight.config', 'weight', 'code', 'dataset', 'doc'] as const;

export type LayerKind = (typeof LAYER_KINDS)[number];

/** How the bytes of a layer are to be read. */
export interface LayerForm {
  /** The file itself, or an archive of files. */
  archive: 'raw' | 'tar';
  compression?: 'gzip' | 'zstd';
}

/** What the media type of a layer says. */
export interface LayerType extends LayerForm {
  kind: LayerKind;
  /**
   * Whose type it is: ModelPack's; that of its first name (until v0.0.6); Docker Model Runner's, which says the format of
   * the weights where ModelPack says the form; KitOps'.
   */
  family: 'modelpack' | 'cnai' | 'docker' | 'kitops';
}

/** The type of a raw layer, which is the only form that is written: the digest of the layer is that of the file. */
export function rawLayerType(kind: LayerKind): string {
  return layerTypeName({ kind, archive: 'raw' });
}

/** The media type of ModelPack with this kind and form. */
export function layerTypeName({ kind, archive, compression }: Pick<LayerType, 'kind'> & LayerForm): string {
  return `application/vnd.cncf.model.${kind}.v1.${archive}${compression ? `+${compression}` : ''}`;
}

/** Every layer type of ModelPack: of each kind `raw`, `tar`, `tar+gzip`, `tar+zstd` (model-spec, spec.md). */
export const LAYER_TYPES: readonly string[] = LAYER_KINDS.flatMap((kind) => [
  rawLayerType(kind),
  layerTypeName({ kind, archive: 'tar' }),
  layerTypeName({ kind, archive: 'tar', compression: 'gzip' }),
  layerTypeName({ kind, archive: 'tar', compression: 'zstd' }),
]);

const MODELPACK_LAYER =
  /^application\/vnd\.(cncf|cnai)\.model\.(weight|weight\.config|doc|code|dataset)\.v1\.([a-z0-9]+)(?:\+(gzip|zstd))?$/;

const KITOPS_LAYER =
  /^application\/vnd\.kitops\.modelkit\.(model|modelpart|code|dataset|docs|prompt)\.v1\.(tar|raw)(?:\+(gzip|zstd))?$/;

const KITOPS_KINDS: Readonly<Record<string, LayerKind>> = {
  model: 'weight',
  modelpart: 'weight.config',
  code: 'code',
  dataset: 'dataset',
  docs: 'doc',
  prompt: 'code',
};

/** Types of Docker Model Runner (docker/model-runner, pkg/distribution/types; docker/model-spec). */
const DOCKER_LAYERS: Readonly<Record<string, Pick<LayerType, 'kind' | 'archive'>>> = {
  'application/vnd.docker.ai.gguf.v3': { kind: 'weight', archive: 'raw' },
  'application/vnd.docker.ai.gguf.v3.lora': { kind: 'weight', archive: 'raw' },
  'application/vnd.docker.ai.gguf.v3.mmproj': { kind: 'weight', archive: 'raw' },
  'application/vnd.docker.ai.mmproj': { kind: 'weight', archive: 'raw' },
  'application/vnd.docker.ai.safetensors': { kind: 'weight', archive: 'raw' },
  'application/vnd.docker.ai.dduf': { kind: 'weight', archive: 'raw' },
  'application/vnd.docker.ai.license': { kind: 'doc', archive: 'raw' },
  'application/vnd.docker.ai.chat.template.jinja': { kind: 'weight.config', archive: 'raw' },
  'application/vnd.docker.ai.model.file': { kind: 'weight.config', archive: 'raw' },
  'application/vnd.docker.ai.vllm.config.tar': { kind: 'weight.config', archive: 'tar' },
  'application/vnd.docker.ai.dir.tar': { kind: 'weight.config', archive: 'tar' },
};

/** Reads the media type of a layer; undefined for types that no packager of models writes. */
export function parseLayerType(mediaType: string): LayerType | undefined {
  if (Object.hasOwn(DOCKER_LAYERS, mediaType)) return { ...DOCKER_LAYERS[mediaType]!, family: 'docker' };
  const kit = KITOPS_LAYER.exec(mediaType);
  if (kit) return layerType(KITOPS_KINDS[kit[1]!]!, 'kitops', kit[2] as 'tar' | 'raw', kit[3]);
  const [, name, kind, form, compression] = MODELPACK_LAYER.exec(mediaType) ?? [];
  if (!kind) return undefined;
  // Docker's documents write the format of the weights in the place of the form.
  if (form !== 'raw' && form !== 'tar')
    return ['gguf', 'safetensors', 'dduf'].includes(form!) && !compression
      ? { kind: kind as LayerKind, family: 'docker', archive: 'raw' }
      : undefined;
  return layerType(kind as LayerKind, name === 'cnai' ? 'cnai' : 'modelpack', form, compression);
}

function layerType(
  kind: LayerKind,
  family: LayerType['family'],
  archive: LayerForm['archive'],
  compression: string | undefined,
): LayerType {
  return { kind, family, archive, ...(compression && { compression: compression as 'gzip' | 'zstd' }) };
}

/** Whether an artifact type or the type of a config is that of a packaged model, whoever packaged it. */
export function isModelType(mediaType: string): boolean {
  return /^application\/vnd\.(?:(?:cncf|cnai)\.model\.(?:manifest|config)\.v1|kitops\.modelkit\.(?:manifest|config)\.v1|docker\.ai\.model\.config\.v(?:0\.)?\d)\+json$/.test(
    mediaType,
  );
}
