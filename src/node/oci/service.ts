/**
 * What the editor asks of packaging. It loads this from the bundle of the command line when a command needs it, so that nothing
 * here can be told by its class: values go in and come out, and what the user can do something about is a {@link Failure}.
 */
import { type Annotations } from '../../core/oci/annotations';
import { type ArtifactStore } from '../../core/oci/content';
import { copyArtifact, type Copied } from '../../core/oci/copy';
import { plainDescriptor } from '../../core/oci/descriptor';
import { kitfileDetector, modelfileDetector } from '../../core/oci/detect';
import { type FileClass } from '../../core/oci/modelpack/classify/classify';
import { LAYER_KINDS, type LayerKind } from '../../core/oci/modelpack/layer-type';
import { type Intentions } from '../../core/oci/profile/claims';
import { formatReference, parseReference } from '../../core/oci/reference';
import { enumerate } from '../../core/signing/model/enumerate';
import { type Progress } from '../../core/signing/model/model';
import { GIT_PATHS } from '../../core/signing/statement/manifest';
import { orFailure, type Failure } from '../failure';
import { readError } from '../files/errors';
import { type NamedPath } from '../signing/model';
import { attachTo } from './attach/attach';
import { readFileToAttach, UNKNOWN_TYPE } from './attach/files';
import { extract as extractTo, type Extracted } from './extract/extract';
import { inspectArtifact } from './inspect';
import { defaultLayout } from './layout/default';
import { Layout } from './layout/layout';
import { layoutName } from './layout/local-name';
import { requireName } from './layout/names';
import { isReferrersTag } from './layout/referrers';
import { listArtifacts, type ListedArtifact } from './list';
import { packAnnotations } from './pack/annotations';
import { PackedFolder } from './pack/model-files';
import { layoutInModel, packInto } from './pack/pack';
import { planPack, type PackPlan } from './pack/plan';
import { readRecipe } from './pack/recipe';
import { openRepository, withPlace, type Place, type RegistryAccess } from './place';
import { compareSignatures, type SignedArtifact } from './signed-artifact';
import { openStore } from './stores/open';

export { browseArtifact, browseAttached, readText } from './browse/artifact';
export { repositoriesOf, tagsOf } from './browse/registry';
export { browseStore } from './browse/store';
export {
  copyToLayout,
  planRemoval,
  removeArtifact,
  standsFor,
  tagArtifact,
  untagArtifact,
  type PlannedRemoval,
} from './manage';
export { knownStores, type KnownStore } from './stores/known';
export { defaultLayout, LAYER_KINDS };
export { loadMessages } from '../../core/l10n';
export {
  type Failure,
  type LayerKind,
  type ListedArtifact,
  type NamedPath,
  type Place,
  type RegistryAccess,
  type SignedArtifact,
};

interface Running {
  progress?: (done: Progress) => void;
  signal?: AbortSignal;
}

/** What of a model is packaged, and as what. */
export interface Selection {
  /** A folder or file. */
  model: NamedPath;
  /** A Kitfile or Modelfile that says what goes in; all files do without it. */
  recipe?: NamedPath;
  /** Packages the files that symbolic links lead to. */
  allowSymlinks: boolean;
  /** Paths in the model that are left out. */
  without?: readonly string[];
  /** Of which kind files are, by path, where the user says so. */
  kinds?: ReadonlyMap<string, LayerKind>;
  /** Where the artifact goes: a layout in the model is no part of it. */
  layout?: NamedPath;
}

/** What would go into an artifact. */
export interface Planned {
  files: readonly { path: string; size: number; kind: LayerKind; by: FileClass['by'] }[];
  ignored: readonly string[];
  warnings: readonly string[];
  /** What the model says of itself. */
  version?: string;
  /** Whether there is a MOF configuration, from which the profile has its claims. */
  hasMof: boolean;
}

/** Symbolic links of a model, for which packaging has to be told what to do. */
export function linksIn(model: NamedPath, signal?: AbortSignal): Promise<readonly string[] | Failure> {
  return orFailure(async () => {
    const options = { ignored: GIT_PATHS, allowSymlinks: false, ...(signal ? { signal } : {}) };
    return (await enumerate(openModel(model), options)).links;
  });
}

/** The Kitfile and Modelfile at the root of a model. */
export function recipesIn(model: NamedPath): Promise<readonly string[] | Failure> {
  return orFailure(async () => {
    const opened = openModel(model);
    if (opened.isFile) return [];
    const names = (await opened.list('')).filter(({ kind }) => kind === 'file').map(({ name }) => name);
    return names.filter((name) => kitfileDetector.hasName(name) || modelfileDetector.hasName(name));
  });
}

export function plan(selection: Selection, signal?: AbortSignal): Promise<Planned | Failure> {
  return orFailure(async () => {
    const { files, ignored, warnings, facts, mof } = await planOf(selection, undefined, signal);
    const { version } = facts.descriptor;
    return {
      files: files.map(({ path: file, size, class: { kind, by } }) => ({ path: file, size, kind, by })),
      ignored,
      warnings,
      ...(version === undefined ? {} : { version }),
      hasMof: mof !== undefined,
    };
  });
}

function openModel({ path: location, shown }: NamedPath): PackedFolder {
  try {
    return new PackedFolder(location);
  } catch (error) {
    throw readError(shown, error);
  }
}

async function planOf(
  { model, recipe, allowSymlinks, without = [], kinds, layout: given }: Selection,
  layout: string | undefined,
  signal: AbortSignal | undefined,
): Promise<PackPlan> {
  const opened = openModel(model);
  const root = layout ?? given?.path;
  const inside = root === undefined ? undefined : layoutInModel(opened.root, root);
  return planPack(opened, {
    ignored: [...GIT_PATHS, ...without, ...(inside === undefined ? [] : [inside])],
    allowSymlinks,
    ...(recipe ? { recipe: readRecipe(recipe.path, recipe.shown) } : {}),
    ...(kinds ? { kinds } : {}),
    ...(signal ? { signal } : {}),
  });
}

/** What annotations are wanted. */
export interface WantedAnnotations {
  /** By their keys. */
  given: Annotations;
  /** Claims by the annotation profile of the CNCF, where they are wanted. */
  profile?: Partial<Intentions>;
}

export interface PackRequest extends Selection, Running {
  layout: NamedPath;
  name: string;
  annotations: WantedAnnotations;
}

/** An artifact that was made. */
export interface PackedModel {
  name: string;
  digest: string;
  files: number;
  bytes: number;
  /** Paths of the files that are attached as well. */
  attached: readonly string[];
  warnings: readonly string[];
}

/** Sentences on annotations that are wanted and would not be written. */
export function lackingAnnotations(
  selection: Selection,
  { given, profile }: WantedAnnotations,
): Promise<readonly string[] | Failure> {
  return orFailure(
    async () => packAnnotations(await planOf(selection, undefined, undefined), { given, profile }).lacking,
  );
}

/** Stores a model as an artifact in a layout, which is made where there is none. */
export function pack(request: PackRequest): Promise<PackedModel | Failure> {
  return orFailure(async () => {
    const { annotations, progress, signal } = request;
    const name = layoutName(request.name);
    requireName(name);
    const layout = await makeLayout(request.layout, signal);
    const planned = await planOf(request, layout.root, signal);
    const wanted = packAnnotations(planned, annotations);
    const packed = await packInto({
      plan: planned,
      layout,
      names: [name],
      annotations: wanted.annotations,
      ...(progress ? { progress } : {}),
      ...(signal ? { signal } : {}),
    });
    return {
      name,
      digest: packed.descriptor.digest,
      files: packed.files.length,
      bytes: packed.files.reduce((sum, { descriptor }) => sum + descriptor.size, 0),
      attached: packed.attached.map((each) => each.path),
      warnings: [...planned.warnings, ...wanted.lacking],
    };
  });
}

function makeLayout({ path: folder, shown }: NamedPath, signal?: AbortSignal): Promise<Layout> {
  return Layout.create(folder, shown, signal);
}

/** Why a text can't name an artifact in a layout; undefined where it can. */
export function whyNoName(text: string): Promise<Failure | undefined> {
  return orFailure(async () => {
    requireName(layoutName(text));
    return undefined;
  });
}

/** The artifacts of a layout, or of the store of KitOps or modctl, that are models by themselves. */
export function artifactsIn(layout: NamedPath): Promise<readonly ListedArtifact[] | Failure> {
  return orFailure(async () => {
    const listed = await listArtifacts(openStore(layout.path, layout.shown));
    return listed.filter(({ name, subject }) => (name === null ? subject === null : !isReferrersTag(name)));
  });
}

export interface Transfer extends Running {
  /** With everything that is attached. */
  recursive: boolean;
}

/** What was copied. */
export interface Transferred {
  digest: string;
  files: number;
  bytes: number;
  /** Of the files, those that were there already. */
  present: number;
}

export interface PushRequest extends Transfer {
  layout: NamedPath;
  /** What the layout knows the artifact by. */
  name: string;
  /** With a tag. */
  reference: string;
  access: RegistryAccess;
}

/** Sends an artifact to a registry. Files that have arrived in an earlier attempt are not sent again. */
export function push(request: PushRequest): Promise<Transferred | Failure> {
  return orFailure(async () => {
    const { layout, name, reference, access } = request;
    const source = openStore(layout.path, layout.shown);
    const { repository } = openRepository(reference, access);
    const { tag } = parseReference(reference);
    try {
      return await transfer(source, name, repository, tag === undefined ? [] : [tag], request);
    } finally {
      repository.close();
    }
  });
}

export interface PullRequest extends Transfer {
  /** With a tag or digest. */
  reference: string;
  /** Made where there is none. */
  layout: NamedPath;
  access: RegistryAccess;
}

/** Gets an artifact from a registry into a layout. Goes on where an earlier attempt stopped. */
export function pull(request: PullRequest): Promise<Transferred | Failure> {
  return orFailure(async () => {
    const { layout, reference, access, signal } = request;
    const { repository, name } = openRepository(reference, access);
    const { registry, repository: path, tag } = parseReference(reference);
    const names = tag === undefined ? [] : [formatReference({ registry, repository: path, tag })];
    try {
      return await transfer(repository, name ?? '', await makeLayout(layout, signal), names, request);
    } finally {
      repository.close();
    }
  });
}

async function transfer(
  source: ArtifactStore,
  name: string,
  target: ArtifactStore,
  names: readonly string[],
  { recursive, progress, signal }: Transfer,
): Promise<Transferred> {
  const copied: Copied = await copyArtifact(source, name, target, {
    names,
    referrers: recursive,
    ...(signal ? { signal } : {}),
    ...(progress ? { progress } : {}),
  });
  return { digest: copied.descriptor.digest, files: copied.blobs, bytes: copied.bytes, present: copied.present };
}

export interface ExtractRequest extends Running {
  place: Place;
  folder: NamedPath;
  /** Replaces files that are there and have other content. */
  overwrite: boolean;
}

/** What was extracted. */
export interface ExtractedModel {
  files: number;
  bytes: number;
  /** Of the files, those that were there already. */
  present: number;
  /** Digests of layers of which nobody says what file they are. */
  skipped: readonly string[];
}

/** Writes the files of an artifact into a folder, which is made where it is missing. */
export function extract({ place, folder, overwrite, ...running }: ExtractRequest): Promise<ExtractedModel | Failure> {
  const { signal } = running;
  return orFailure(() =>
    withPlace(place, async (source, name) => {
      const manifest = await source.resolve(name, signal ? { signal } : {});
      const target = { folder: folder.path, name: folder.shown };
      const { files, skipped }: Extracted = await extractTo({ source, manifest, ...target, overwrite, ...running });
      return {
        files: files.length,
        bytes: files.reduce((sum, { size }) => sum + size, 0),
        present: files.filter(({ present }) => present).length,
        skipped: skipped.map(({ digest }) => digest),
      };
    }),
  );
}

/** An artifact as its report tells of it. */
export interface ArtifactView {
  digest: string;
  artifactType: string;
  /** What it is made of: files of a model, or whatever else it is. */
  layers: readonly { path?: string; kind?: LayerKind; size: number; untested?: boolean; unsafe?: string }[];
  /** Manifests of an index. */
  manifests: readonly string[];
  annotations: Annotations;
  attached: readonly { artifactType: string; digest: string }[];
  problems: readonly { severity: string; message: string; rule: string }[];
  /** What signatures in and at it say of its files. */
  signed: readonly SignedArtifact[];
}

/** Reads what an artifact says of itself, and none of its files. */
export function inspect(place: Place, signal?: AbortSignal): Promise<ArtifactView | Failure> {
  const requests = signal ? { signal } : {};
  return orFailure(() =>
    withPlace(place, async (store, name) => {
      const inspected = await inspectArtifact(store, name, requests);
      const { descriptor, artifact, manifests = [], attached } = inspected;
      return {
        digest: descriptor.digest,
        artifactType: descriptor.artifactType ?? descriptor.mediaType,
        layers: (artifact?.layers ?? []).map(({ path: file, kind, untested, unsafe, descriptor: { size } }) => ({
          size,
          ...(file === undefined ? {} : { path: file }),
          ...(kind === undefined ? {} : { kind }),
          ...(untested === undefined ? {} : { untested }),
          ...(unsafe === undefined ? {} : { unsafe }),
        })),
        manifests: manifests.map(({ digest }) => digest),
        annotations: artifact?.manifest.annotations ?? {},
        attached: attached.map(({ artifactType = '', digest }) => ({ artifactType, digest })),
        problems: (artifact?.problems ?? []).map(({ severity, message, rule }) => ({ severity, message, rule })),
        signed: await compareSignatures(store, inspected, requests),
      };
    }),
  );
}

/** The media type of a file that is to be attached; undefined where it does not show. */
export function typeOfAttachment(file: NamedPath, signal?: AbortSignal): Promise<string | undefined | Failure> {
  return orFailure(async () => {
    const { mediaType } = await readFileToAttach(file.path, file.shown, undefined, signal);
    return mediaType === UNKNOWN_TYPE ? undefined : mediaType;
  });
}

export interface AttachRequest extends Running {
  place: Place;
  file: NamedPath;
  mediaType: string;
}

/** Attaches a file to an artifact, which stays as it is; gives the digest of the manifest that does. */
export function attach({ place, file, mediaType, ...running }: AttachRequest): Promise<{ digest: string } | Failure> {
  const { signal } = running;
  return orFailure(() =>
    withPlace(place, async (store, name) => {
      const files = [await readFileToAttach(file.path, file.shown, mediaType, signal)];
      const subject = plainDescriptor(await store.resolve(name, signal ? { signal } : {}));
      const request = { subject, files, artifactType: mediaType, created: new Date(), ...running };
      return { digest: (await attachTo(store, request)).descriptor.digest };
    }),
  );
}
