import { type Cryptography } from '../signing/cryptography';
import { fromBase64 } from '../signing/bytes';
import { LIMITS } from '../signing/bundle/limits';
import { isObject, own, parseJson } from '../signing/json';
import { OCI, type Annotations } from './annotations';
import { plainDescriptor, type Descriptor } from './descriptor';
import { digestOf } from './digest';
import { writeManifest, type Manifest } from './manifest';
import {
  CYCLONEDX_TYPE,
  EMPTY_TYPE,
  IN_TOTO_TYPE,
  MANIFEST_TYPE,
  SIGSTORE_BUNDLE_TYPE,
  SPDX_TYPE,
} from './media-types';
import { type ModelDocument } from './modelpack/classify/content';
import { toRfc3339 } from './modelpack/rfc3339';

/** What is attached to a model: a bill of materials, a signature, what says how it was made. */
export type AttachmentKind = Exclude<ModelDocument, 'mof'>;

/** The media type of each, which is the artifact type of its manifest as well. */
export const ATTACHMENT_TYPES: Readonly<Record<AttachmentKind, string>> = {
  spdx: SPDX_TYPE,
  cyclonedx: CYCLONEDX_TYPE,
  signature: SIGSTORE_BUNDLE_TYPE,
  provenance: IN_TOTO_TYPE,
};

export interface Attachment {
  kind: AttachmentKind;
  /** Digest and size of the file. */
  content: Pick<Descriptor, 'digest' | 'size'>;
  /** The name of the file: what ORAS writes it as. */
  title: string;
  /** When it was made; left out where the same input has to give the same bytes. */
  created?: Date;
  /** What the statement in it is about; see {@link predicateTypeOf}. */
  predicateType?: string;
  annotations?: Annotations;
}

/** A manifest that makes a file a referrer of an artifact: write the blobs, then the manifest. */
export interface Referrer {
  /** Of the manifest, as an index lists it. */
  descriptor: Descriptor;
  manifest: Manifest;
  bytes: Uint8Array;
  /** The config, `{}`, which has to be there as a blob too. */
  config: { descriptor: Descriptor; bytes: Uint8Array };
}

/** The content of the empty config (image-spec, manifest.md, "Guidance for an Empty Descriptor"). */
export const EMPTY_CONFIG: { descriptor: Descriptor; bytes: Uint8Array } = {
  descriptor: {
    mediaType: EMPTY_TYPE,
    digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    size: 2,
    data: new TextEncoder().encode('{}'),
  },
  bytes: new TextEncoder().encode('{}'),
};

/** Annotations of Sigstore bundles in registries, as cosign and @sigstore/oci write them. */
const BUNDLE_CONTENT = 'dev.sigstore.bundle.content';
const BUNDLE_PREDICATE = 'dev.sigstore.bundle.predicateType';

/** Files of any type that are attached together. */
export interface AttachedFiles {
  artifactType: string;
  files: readonly { mediaType: string; content: Pick<Descriptor, 'digest' | 'size'>; title: string }[];
  annotations?: Annotations;
}

/** Attaches a document to an artifact. */
export function attach(
  subject: Descriptor,
  { kind, content, title, created, predicateType, annotations }: Attachment,
  cryptography: Pick<Cryptography, 'sha256'>,
): Referrer {
  const mediaType = ATTACHMENT_TYPES[kind];
  const all: Annotations = {
    ...(created && { [OCI.created]: toRfc3339(created) }),
    ...(kind === 'signature' && { [BUNDLE_CONTENT]: 'dsse-envelope' }),
    ...(predicateType !== undefined && { [BUNDLE_PREDICATE]: predicateType }),
    ...annotations,
  };
  const files = [{ mediaType, content, title }];
  return attachFiles(subject, { artifactType: mediaType, files, annotations: all }, cryptography);
}

/** Attaches files to an artifact (image-spec, manifest.md, "Guidelines for Artifact Usage"). */
export function attachFiles(
  subject: Descriptor,
  { artifactType, files, annotations = {} }: AttachedFiles,
  cryptography: Pick<Cryptography, 'sha256'>,
): Referrer {
  const manifest: Manifest = {
    mediaType: MANIFEST_TYPE,
    artifactType,
    config: EMPTY_CONFIG.descriptor,
    layers: files.map(({ mediaType, content: { digest, size }, title }) => ({
      mediaType,
      digest,
      size,
      annotations: { [OCI.title]: title },
    })),
    subject: plainDescriptor(subject),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
  const bytes = writeManifest(manifest);
  return {
    descriptor: {
      mediaType: MANIFEST_TYPE,
      digest: digestOf(bytes, cryptography),
      size: bytes.length,
      artifactType,
      ...(manifest.annotations && { annotations: manifest.annotations }),
    },
    manifest,
    bytes,
    config: EMPTY_CONFIG,
  };
}

/**
 * Whether a document that goes into a model as a layer belongs beside it as well: what others look for at the artifact, not
 * in it. The MOF configuration is found in it.
 */
export function isAttached(document: ModelDocument): document is AttachmentKind {
  return document !== 'mof';
}

/**
 * What the statement in a Sigstore bundle, an envelope or a file by itself is about (in-toto, `predicateType`). Nothing of
 * it has been verified. Undefined where there is none.
 */
export function predicateTypeOf(file: Uint8Array): string | undefined {
  const outer = jsonOf(file);
  const envelope = isObject(outer) && isObject(own(outer, 'dsseEnvelope')) ? own(outer, 'dsseEnvelope') : outer;
  const payload = isObject(envelope) ? own(envelope, 'payload') : undefined;
  const bytes = typeof payload === 'string' ? fromBase64(payload) : undefined;
  const statement = bytes ? jsonOf(bytes) : outer;
  const type = isObject(statement) ? own(statement, 'predicateType') : undefined;
  return typeof type === 'string' && URL.canParse(type) ? type : undefined;
}

function jsonOf(bytes: Uint8Array): unknown {
  if (bytes.length > LIMITS.bundleBytes) return undefined;
  try {
    return parseJson(bytes, LIMITS.statementValues);
  } catch {
    return undefined;
  }
}
