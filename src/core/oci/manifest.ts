import { t } from '../l10n';
import { isObject, own, parseJson, type JsonObject } from '../signing/json';
import { type Annotations } from './annotations';
import {
  annotationsValue,
  descriptorValue,
  malformed,
  readAnnotations,
  readArtifactType,
  readDescriptor,
  type Descriptor,
} from './descriptor';
import { OciError } from './errors';
import { goJson } from './go-json';
import { INDEX_TYPE, isIndexType, isManifestType, MANIFEST_TYPE } from './media-types';

/** What is read of a manifest or index at most: registries need not take more (distribution-spec, "Pushing Manifests"). */
export const MANIFEST_BYTES = 4 * 1024 * 1024;

/** Values in the JSON of a manifest or index. */
const MANIFEST_VALUES = 400_000;

/** An image manifest: a config and layers (image-spec, manifest.md). */
export interface Manifest {
  mediaType: string;
  artifactType?: string;
  config: Descriptor;
  layers: readonly Descriptor[];
  /** The manifest that this one is attached to. */
  subject?: Descriptor;
  annotations?: Annotations;
}

/** An image index: a list of manifests (image-spec, image-index.md). */
export interface Index {
  mediaType: string;
  artifactType?: string;
  manifests: readonly Descriptor[];
  subject?: Descriptor;
  annotations?: Annotations;
}

/**
 * Checks the bytes of an image manifest.
 * @throws {OciError} `malformed`, `too-large`; `unsupported` for an index
 */
export function readManifest(bytes: Uint8Array): Manifest {
  const document = readDocument(bytes);
  if ('manifests' in document)
    throw new OciError('unsupported', t('This is an index of several manifests; choose one of them.'));
  return document;
}

/**
 * Checks the bytes of an index, such as the `index.json` of a layout.
 * @throws {OciError} `malformed`, `too-large`; `unsupported` for a manifest
 */
export function readIndex(bytes: Uint8Array): Index {
  const document = readDocument(bytes);
  if ('layers' in document) throw new OciError('unsupported', t('This is a manifest, not an index.'));
  return document;
}

/**
 * Checks the bytes of a manifest or index, whichever it is.
 * @throws {OciError} `malformed`, `too-large`
 */
export function readDocument(bytes: Uint8Array): Manifest | Index {
  const name = t('The manifest');
  if (bytes.length > MANIFEST_BYTES)
    throw new OciError(
      'too-large',
      t('The manifest has {0} bytes; at most {1} are read.', bytes.length, MANIFEST_BYTES),
    );
  const value = parse(bytes, name);
  if (own(value, 'schemaVersion') !== 2) throw malformed(name, t('"schemaVersion" must be 2'));
  const mediaType = own(value, 'mediaType');
  if (mediaType !== undefined && typeof mediaType !== 'string')
    throw malformed(name, t('"{0}" must be text', 'mediaType'));
  const hasLayers = own(value, 'layers') !== undefined || own(value, 'config') !== undefined;
  const hasManifests = own(value, 'manifests') !== undefined;
  // One digest must not mean two things: the rule of the advisory on ambiguous manifests (GHSA-qq97-vm5h-rrhg).
  if (hasLayers && hasManifests) throw malformed(name, t('it is both a manifest and an index'));
  const isIndex = mediaType === undefined ? hasManifests : isIndexType(mediaType);
  if (mediaType !== undefined && !isIndex && !isManifestType(mediaType))
    throw malformed(name, t('its media type "{0}" is not known', mediaType.slice(0, 100)));
  return isIndex
    ? { mediaType: mediaType ?? INDEX_TYPE, manifests: readList(value, 'manifests'), ...common(value) }
    : {
        mediaType: mediaType ?? MANIFEST_TYPE,
        config: readDescriptor(own(value, 'config'), '"config"'),
        layers: readList(value, 'layers'),
        ...common(value),
      };
}

/** The bytes of a manifest, as Go writes them: the same manifest always has the same digest. */
export function writeManifest({ mediaType, artifactType, config, layers, subject, annotations }: Manifest): Uint8Array {
  return encode({
    schemaVersion: 2,
    mediaType,
    artifactType,
    config: descriptorValue(config),
    layers: layers.map(descriptorValue),
    subject: subject && descriptorValue(subject),
    annotations: annotationsValue(annotations),
  });
}

/** The bytes of an index, as Go writes them. */
export function writeIndex({ mediaType, artifactType, manifests, subject, annotations }: Index): Uint8Array {
  return encode({
    schemaVersion: 2,
    mediaType,
    artifactType,
    manifests: manifests.map(descriptorValue),
    subject: subject && descriptorValue(subject),
    annotations: annotationsValue(annotations),
  });
}

function encode(value: Parameters<typeof goJson>[0]): Uint8Array {
  return new TextEncoder().encode(goJson(value));
}

function parse(bytes: Uint8Array, name: string): JsonObject {
  let value: unknown;
  try {
    value = parseJson(bytes, MANIFEST_VALUES);
  } catch (error) {
    throw new OciError('malformed', `${name} ${(error as Error).message}`);
  }
  if (!isObject(value)) throw malformed(name, t('it must be an object'));
  return value;
}

function readList(object: JsonObject, key: string): Descriptor[] {
  const value = own(object, key);
  if (!Array.isArray(value)) throw malformed(t('The manifest'), t('"{0}" must be a list', key));
  return value.map((item, at) => readDescriptor(item, `"${key}[${at}]"`));
}

function common(object: JsonObject): Pick<Manifest, 'artifactType' | 'subject' | 'annotations'> {
  const name = t('The manifest');
  const artifactType = readArtifactType(object, name);
  const subject = own(object, 'subject');
  const annotations = readAnnotations(object, name);
  return {
    ...(artifactType !== undefined && { artifactType }),
    ...(subject !== undefined && subject !== null && { subject: readDescriptor(subject, '"subject"') }),
    ...(annotations && { annotations }),
  };
}
