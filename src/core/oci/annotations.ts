/** Annotations by key. Of keys that are not there nothing is known. */
export type Annotations = Readonly<Record<string, string>>;

/** Keys of OCI (image-spec, annotations.md). */
export const OCI = {
  created: 'org.opencontainers.image.created',
  authors: 'org.opencontainers.image.authors',
  url: 'org.opencontainers.image.url',
  documentation: 'org.opencontainers.image.documentation',
  source: 'org.opencontainers.image.source',
  version: 'org.opencontainers.image.version',
  revision: 'org.opencontainers.image.revision',
  vendor: 'org.opencontainers.image.vendor',
  licenses: 'org.opencontainers.image.licenses',
  /** In an index: the tag of a manifest (image-layout.md). */
  refName: 'org.opencontainers.image.ref.name',
  /** On a layer: the path that ORAS writes it to. Without it ORAS skips the layer and says nothing. */
  title: 'org.opencontainers.image.title',
  description: 'org.opencontainers.image.description',
} as const;

/** Keys of ModelPack (model-spec, annotations.md). */
export const MODELPACK = {
  /** The path of a layer's file; modctl and kit read it. */
  filepath: 'org.cncf.model.filepath',
  /** JSON in a string, see `modelpack/file-metadata.ts`. */
  metadata: 'org.cncf.model.file.metadata+json',
  /** `"true"` where the kind of a layer was inferred from the file and nobody has confirmed it. */
  untested: 'org.cncf.model.file.mediatype.untested',
} as const;

/** The same until v0.0.6. */
export const CNAI = {
  filepath: 'org.cnai.model.filepath',
  metadata: ['org.cnai.model.file.metadata+json', 'org.cnai.model.file.metadata'],
} as const;

/** How tools describe what is packed in their own words, as annotations of the manifest. */
export const TOOLS = {
  /** KitOps: the Kitfile as JSON. */
  kitfile: 'ml.kitops.modelkit.kitfile',
  /** modctl: the Modelfile. */
  modelfile: 'org.cncf.modctl.modelfile',
} as const;
