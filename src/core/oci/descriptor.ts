import { t } from '../l10n';
import { isObject, own, type JsonObject } from '../signing/json';
import { fromBase64, toBase64 } from '../signing/bytes';
import { type Annotations } from './annotations';
import { isDigest, type Digest } from './digest';
import { OciError } from './errors';
import { goMap, type GoValue } from './go-json';

/** The platform of a manifest in an index; models seldom have one. */
export interface Platform {
  architecture: string;
  os: string;
  'os.version'?: string;
  'os.features'?: readonly string[];
  variant?: string;
}

/** What content is, and where (image-spec, descriptor.md). */
export interface Descriptor {
  mediaType: string;
  digest: Digest;
  /** Bytes. */
  size: number;
  urls?: readonly string[];
  annotations?: Annotations;
  /** The content itself, where somebody put it in; its size has been checked, its digest not. */
  data?: Uint8Array;
  platform?: Platform;
  artifactType?: string;
}

/** Of what is read of a descriptor at most. */
const LIMITS = { annotations: 10_000, urls: 1000 } as const;

/** `type/subtype` (RFC 6838, section 4.2). */
const MEDIA_TYPE = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/;

export function isMediaType(text: unknown): text is string {
  return typeof text === 'string' && MEDIA_TYPE.test(text);
}

/**
 * Checks a descriptor that somebody else wrote. Properties that are not known are left out.
 * @param where for messages: `layers[3]`
 * @throws {OciError} `malformed`
 */
export function readDescriptor(value: unknown, where: string): Descriptor {
  if (!isObject(value)) throw malformed(where, t('it must be an object'));
  const mediaType = own(value, 'mediaType');
  const digest = own(value, 'digest');
  const size = own(value, 'size');
  if (!isMediaType(mediaType)) throw malformed(where, t('"{0}" is no media type', shown(mediaType)));
  if (!isDigest(digest)) throw malformed(where, t('"{0}" is no digest', shown(digest)));
  if (!Number.isSafeInteger(size) || (size as number) < 0)
    throw malformed(where, t('"{0}" is no size in bytes', shown(size)));
  return {
    mediaType,
    digest,
    size: size as number,
    ...optional('urls', readUrls(value, where)),
    ...optional('annotations', readAnnotations(value, where)),
    ...optional('data', readData(value, size as number, where)),
    ...optional('platform', readPlatform(value, where)),
    ...optional('artifactType', readArtifactType(value, where)),
  };
}

/**
 * The annotations of a descriptor, manifest or index.
 * @throws {OciError} `malformed`
 */
export function readAnnotations(object: JsonObject, where: string): Annotations | undefined {
  const value = own(object, 'annotations');
  // Go writes `null` for a map that was never made.
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw malformed(where, t('its annotations must be an object'));
  const entries = Object.entries(value);
  if (entries.length > LIMITS.annotations)
    throw malformed(where, t('it has more than {0} annotations', LIMITS.annotations));
  for (const [key, text] of entries)
    if (typeof text !== 'string') throw malformed(where, t('its annotation "{0}" must be text', shown(key)));
  return Object.fromEntries(entries) as Annotations;
}

/** @throws {OciError} `malformed` */
export function readArtifactType(object: JsonObject, where: string): string | undefined {
  const value = own(object, 'artifactType');
  // Go writes the empty text for none in some programs.
  if (value === undefined || value === '') return undefined;
  if (!isMediaType(value)) throw malformed(where, t('its artifact type "{0}" is no media type', shown(value)));
  return value;
}

/** A descriptor as Go orders it. */
export function descriptorValue(descriptor: Descriptor): GoValue {
  const { mediaType, digest, size, urls, annotations, data, platform, artifactType } = descriptor;
  return {
    mediaType,
    digest,
    size,
    urls: urls?.length ? urls : undefined,
    annotations: annotationsValue(annotations),
    data: data?.length ? toBase64(data) : undefined,
    platform: platform && {
      architecture: platform.architecture,
      os: platform.os,
      'os.version': platform['os.version'],
      'os.features': platform['os.features'],
      variant: platform.variant,
    },
    artifactType,
  };
}

/** Annotations to write; none where there are none. */
export function annotationsValue(annotations: Annotations | undefined): GoValue | undefined {
  return annotations && Object.keys(annotations).length > 0 ? goMap(annotations) : undefined;
}

/** The part of a descriptor that names content: media type, digest, size. */
export function plainDescriptor({ mediaType, digest, size }: Descriptor): Descriptor {
  return { mediaType, digest, size };
}

export function malformed(where: string, reason: string): OciError {
  return new OciError('malformed', t('{0} is malformed: {1}', where, reason));
}

function readUrls(object: JsonObject, where: string): readonly string[] | undefined {
  const value = own(object, 'urls');
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || value.length > LIMITS.urls || value.some((url) => typeof url !== 'string'))
    throw malformed(where, t('its URLs must be a list of texts'));
  return value as string[];
}

function readData(object: JsonObject, size: number, where: string): Uint8Array | undefined {
  const value = own(object, 'data');
  if (value === undefined || value === null) return undefined;
  const data = typeof value === 'string' ? fromBase64(value) : undefined;
  if (!data) throw malformed(where, t('its data are not base64'));
  if (data.length !== size) throw malformed(where, t('its data have {0} bytes, not {1}', data.length, size));
  return data;
}

function readPlatform(object: JsonObject, where: string): Platform | undefined {
  const value = own(object, 'platform');
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw malformed(where, t('its platform must be an object'));
  const text = (key: string) => {
    const found = own(value, key);
    return typeof found === 'string' ? found : undefined;
  };
  const features = own(value, 'os.features');
  const isList = Array.isArray(features) && features.every((item) => typeof item === 'string');
  return {
    architecture: text('architecture') ?? '',
    os: text('os') ?? '',
    ...optional('os.version', text('os.version')),
    ...optional('os.features', isList ? (features as string[]) : undefined),
    ...optional('variant', text('variant')),
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: V });
}

const SHOWN = 100;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : String(JSON.stringify(value) ?? 'undefined');
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
