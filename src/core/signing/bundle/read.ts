import { t } from '../../l10n';
import { fromBase64 } from '../bytes';
import { PAYLOAD_TYPE, type EnvelopeContent } from '../dsse/envelope';
import { isObject, own, parseJson, type JsonObject } from '../json';
import { BundleError, MEDIA_TYPE, type Bundle, type VerificationMaterial } from './bundle';
import { LIMITS } from './limits';

/** Media types of bundles before 0.3, in which the chain of Sigstore's certificate may be written out. */
const EARLIER = /^application\/vnd\.dev\.sigstore\.bundle\+json;version=0\.[12]$/;

const MATERIALS = ['publicKey', 'x509CertificateChain', 'certificate'] as const;

/**
 * Reads a signature file.
 * @throws {BundleError} when it is no bundle around one signed statement; the message follows the name of the file
 */
export function readBundle(bytes: Uint8Array): Bundle {
  if (bytes.length > LIMITS.bundleBytes)
    throw new BundleError(t('is larger than {0} MiB', LIMITS.bundleBytes / 1024 / 1024));
  if (!bytes.length) throw new BundleError(t('is empty'));
  const json = orBundleError(() => parseJson(bytes, LIMITS.bundleValues));
  if (!isObject(json)) throw new BundleError(t('is no Sigstore bundle: it is not a JSON object'));
  const mediaType = own(json, 'mediaType');
  if (typeof mediaType !== 'string') throw new BundleError(t('is no Sigstore bundle: it has no mediaType'));
  if (mediaType !== MEDIA_TYPE && !EARLIER.test(mediaType))
    throw new BundleError(t('has the media type "{0}"; "{1}" would be right', mediaType, MEDIA_TYPE));
  const material = readMaterial(mediaType, part(json, 'verificationMaterial'));
  if (Object.hasOwn(json, 'messageSignature'))
    throw new BundleError(t('signs a single file, not a model: it has a messageSignature'));
  return { mediaType, material, envelope: readEnvelope(part(json, 'dsseEnvelope')), json };
}

function orBundleError<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new BundleError((error as Error).message);
  }
}

/** An object that a bundle must have. */
function part(object: JsonObject, key: string): JsonObject {
  const value = own(object, key);
  if (isObject(value)) return value;
  throw new BundleError(t('is no complete bundle: {0} is missing', key));
}

/** Bytes that a bundle must have. */
function bytesOf(object: JsonObject, key: string): Uint8Array {
  const value = own(object, key);
  if (typeof value !== 'string' || !value) throw new BundleError(t('is no complete bundle: {0} is missing', key));
  const bytes = fromBase64(value);
  if (!bytes) throw new BundleError(t('is damaged: {0} is not base64', key));
  return bytes;
}

function readMaterial(mediaType: string, material: JsonObject): VerificationMaterial {
  const given = MATERIALS.filter((key) => own(material, key) !== undefined && own(material, key) !== null);
  if (given.length !== 1)
    throw new BundleError(
      given.length
        ? t('says several times how it was signed: {0}', given.join(', '))
        : t('does not say how it was signed: {0} are missing', MATERIALS.join(', ')),
    );
  const content = part(material, given[0]!);
  if (given[0] === 'certificate') return { method: 'sigstore', certificate: bytesOf(content, 'rawBytes') };
  if (given[0] === 'publicKey') return keyMaterial(mediaType, content);
  const chain = readChain(content);
  if (mediaType === MEDIA_TYPE) return { method: 'certificate', chain };
  return { method: 'sigstore', certificate: chain[0]! };
}

function keyMaterial(mediaType: string, content: JsonObject): VerificationMaterial {
  if (mediaType !== MEDIA_TYPE)
    throw new BundleError(t('has the media type "{0}"; "{1}" would be right', mediaType, MEDIA_TYPE));
  const hint = own(content, 'hint') ?? '';
  if (typeof hint !== 'string') throw new BundleError(t('is damaged: {0} is not a text', 'hint'));
  const pem = Object.hasOwn(content, 'rawBytes') ? new TextDecoder().decode(bytesOf(content, 'rawBytes')) : undefined;
  return { method: 'key', ...(hint ? { hint } : {}), ...(pem === undefined ? {} : { pem }) };
}

function readChain(content: JsonObject): Uint8Array[] {
  const certificates = own(content, 'certificates');
  if (!Array.isArray(certificates) || !certificates.length)
    throw new BundleError(t('is no complete bundle: {0} is missing', 'certificates'));
  if (certificates.length > LIMITS.certificates)
    throw new BundleError(t('has {0} certificates; up to {1} are read', certificates.length, LIMITS.certificates));
  return certificates.map((certificate: unknown) => {
    if (!isObject(certificate)) throw new BundleError(t('is damaged: {0} is not an object', 'certificates'));
    return bytesOf(certificate, 'rawBytes');
  });
}

function readEnvelope(envelope: JsonObject): EnvelopeContent {
  const type = own(envelope, 'payloadType');
  if (type !== PAYLOAD_TYPE)
    throw new BundleError(t('signs something of type "{0}"; a model has "{1}"', String(type), PAYLOAD_TYPE));
  const signatures = own(envelope, 'signatures');
  if (!Array.isArray(signatures) || signatures.length !== 1)
    throw new BundleError(
      t('has {0} signatures; it must have exactly one', Array.isArray(signatures) ? signatures.length : 0),
    );
  const signature: unknown = signatures[0];
  if (!isObject(signature)) throw new BundleError(t('is damaged: {0} is not an object', 'signatures'));
  return { payload: bytesOf(envelope, 'payload'), signature: bytesOf(signature, 'sig') };
}
