import { t } from '../../l10n';
import { type Cryptography } from '../../signing/cryptography';
import { byCodePoints } from '../../signing/statement/names';
import { MODELPACK, OCI, type Annotations } from '../annotations';
import { type Descriptor } from '../descriptor';
import { digestOf, type Digest } from '../digest';
import { OciError } from '../errors';
import { MANIFEST_BYTES, writeManifest, type Manifest } from '../manifest';
import { MANIFEST_TYPE, MODELPACK_CONFIG_TYPE, MODELPACK_MANIFEST_TYPE } from '../media-types';
import { clashes, whyUnsafePath } from '../paths';
import { writeConfig, type ModelFacts } from './config';
import { writeFileMetadata } from './file-metadata';
import { LAYER_KINDS, rawLayerType, type LayerKind } from './layer-type';

/** A file that goes into an artifact, as one raw layer. */
export interface PackFile {
  /** Relative to the model, with `/`. */
  path: string;
  /** Bytes. */
  size: number;
  /** SHA-256 of its content, which becomes the digest of the layer. */
  digest: Digest;
  /** Permission bits; only whether it can be executed is kept, as git does, since all else differs between machines. */
  mode: number;
  /** When it was last changed. */
  mtime?: Date;
  kind: LayerKind;
  /** Whether somebody said that it is of this kind: otherwise the layer says that the kind was inferred. */
  confirmed: boolean;
}

export interface PackOptions {
  facts: ModelFacts;
  /** Annotations of the manifest. */
  annotations?: Annotations;
  /**
   * Times behind this one are written as this one (reproducible-builds.org, `SOURCE_DATE_EPOCH`): files get the time of
   * their check-out from git, which is another one on each machine.
   */
  latest?: Date;
}

/** An artifact that is ready to be stored: write the layers and the config, then the manifest. */
export interface PackedModel {
  /** Of the manifest. */
  descriptor: Descriptor;
  manifest: Manifest;
  bytes: Uint8Array;
  config: { descriptor: Descriptor; bytes: Uint8Array };
  /** The files in the order of the layers. */
  layers: readonly { file: PackFile; descriptor: Descriptor }[];
}

const EXECUTABLE = 0o111;

/**
 * Makes a ModelPack artifact of files. The same input always gives the same bytes.
 * @throws {OciError} `not-found` without a file; `unsafe-path`; `too-large` when the manifest is more than registries take
 */
export function packModel(
  files: readonly PackFile[],
  { facts, annotations, latest }: PackOptions,
  cryptography: Pick<Cryptography, 'sha256'>,
): PackedModel {
  if (!files.length) throw new OciError('not-found', t('There is no file to package.'));
  checkPaths(files.map(({ path }) => path));
  const layers = [...files].sort(byKindAndPath).map((file) => ({ file, descriptor: layerOf(file, latest) }));
  const configBytes = writeConfig({ ...facts, diffIds: layers.map(({ file }) => file.digest) });
  const config: Descriptor = {
    mediaType: MODELPACK_CONFIG_TYPE,
    digest: digestOf(configBytes, cryptography),
    size: configBytes.length,
  };
  const manifest: Manifest = {
    mediaType: MANIFEST_TYPE,
    artifactType: MODELPACK_MANIFEST_TYPE,
    config,
    layers: layers.map(({ descriptor }) => descriptor),
    ...(annotations && { annotations }),
  };
  const bytes = writeManifest(manifest);
  if (bytes.length > MANIFEST_BYTES) throw tooManyFiles(files.length, bytes.length);
  return {
    descriptor: {
      mediaType: MANIFEST_TYPE,
      digest: digestOf(bytes, cryptography),
      size: bytes.length,
      artifactType: MODELPACK_MANIFEST_TYPE,
    },
    manifest,
    bytes,
    config: { descriptor: config, bytes: configBytes },
    layers,
  };
}

/** @throws {OciError} `unsafe-path` */
function checkPaths(paths: readonly string[]): void {
  for (const path of paths) {
    const reason = whyUnsafePath(path, false);
    if (reason) throw new OciError('unsafe-path', t('"{0}" cannot be packaged: {1}.', path, reason));
  }
  const clash = clashes(paths).find(({ kind }) => kind !== 'case');
  if (!clash) return;
  const [first, second] = [paths[clash.first]!, paths[clash.second]!];
  throw new OciError(
    'unsafe-path',
    clash.kind === 'same'
      ? t('"{0}" is given twice.', first)
      : t('"{0}" and "{1}" cannot be packaged together: one is a file where the other needs a folder.', first, second),
  );
}

function layerOf({ path, size, digest, mode, mtime, kind, confirmed }: PackFile, latest: Date | undefined): Descriptor {
  const time = mtime && latest && mtime > latest ? latest : mtime;
  return {
    mediaType: rawLayerType(kind),
    digest,
    size,
    annotations: {
      [MODELPACK.filepath]: path,
      [MODELPACK.metadata]: writeFileMetadata(path, size, mode & EXECUTABLE ? 0o755 : 0o644, time),
      [MODELPACK.untested]: String(!confirmed),
      [OCI.title]: path,
    },
  };
}

/** What is small and wanted first comes before the weights; within a kind by path. */
function byKindAndPath(a: PackFile, b: PackFile): number {
  return LAYER_KINDS.indexOf(a.kind) - LAYER_KINDS.indexOf(b.kind) || byCodePoints(a.path, b.path);
}

function tooManyFiles(files: number, bytes: number): OciError {
  return new OciError(
    'too-large',
    t(
      '{0} files make a manifest of {1} bytes; registries take {2}. Leave files out, or put many small ones into an archive.',
      files,
      bytes,
      MANIFEST_BYTES,
    ),
  );
}
