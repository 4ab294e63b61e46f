import { t } from '../../l10n';
import { LIMITS } from '../bundle/limits';
import { isObject, own, parseJson, type JsonObject } from '../json';
import { base64, FormError, has, list, object, oneOf, text, time, type Form } from './form';
import { PUBLIC_GOOD } from './generated/public-good';

/** Whom verification trusts: certificate authorities, logs and timestamp authorities. */
export interface TrustedRoot {
  /** Sigstore's `TrustedRoot` message; its form has been checked. */
  json: JsonObject;
  /** For people: where it comes from. */
  name: string;
  /** When it was current; unknown for a file. */
  date?: Date;
}

/** Something that is no trusted root. The message says why. */
export class TrustedRootError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TrustedRootError';
  }
}

const MAX_ITEMS = 64;
const MAX_BYTES = 64 * 1024;

const validity = object({}, { start: time, end: time });
const authority = object(
  { certChain: object({ certificates: list(object({ rawBytes: base64(MAX_BYTES) }), { min: 1, max: 16 }) }) },
  { validFor: validity },
);
const keyId = object({ keyId: base64(1024) });
const key = { rawBytes: base64(MAX_BYTES), keyDetails: text() };
const certificateLog = object({ publicKey: object(key, { validFor: validity }), logId: keyId });
/** Without a start, a key that its owner has retired would be good for all times. */
const log = object(
  {
    baseUrl: text(),
    publicKey: object({ ...key, validFor: object({ start: time }, { end: time }) }),
    logId: keyId,
  },
  { checkpointKeyId: keyId },
);

/** github.com/sigstore/protobuf-specs, protos/sigstore_trustroot.proto */
const TRUSTED_ROOT: Form = object(
  {
    mediaType: oneOf(
      'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      'application/vnd.dev.sigstore.trustedroot.v0.2+json',
    ),
  },
  {
    tlogs: list(log, { max: MAX_ITEMS }),
    certificateAuthorities: list(authority, { max: MAX_ITEMS }),
    ctlogs: list(certificateLog, { max: MAX_ITEMS }),
    timestampAuthorities: list(authority, { max: MAX_ITEMS }),
  },
);

const TRUST_CONFIG = /^application\/vnd\.dev\.sigstore\.clienttrustconfig/;

/**
 * Reads a trusted root, or the one in a client trust configuration as sigstore-python and model_signing take it.
 * @param name where it comes from, for people
 * @throws {TrustedRootError}
 */
export function readTrustedRoot(bytes: Uint8Array, name: string): TrustedRoot {
  try {
    const json = parseJson(bytes, LIMITS.bundleValues);
    const root = isObject(json) && TRUST_CONFIG.test(String(own(json, 'mediaType'))) ? own(json, 'trustedRoot') : json;
    TRUSTED_ROOT(root, 'trustedRoot');
    if (!has(root as JsonObject, 'tlogs')) throw new FormError(t('{0} is missing.', 'tlogs'));
    return { json: root as JsonObject, name };
  } catch (error) {
    throw new TrustedRootError((error as Error).message);
  }
}

/** Sigstore's public instance, as it was when this version was made. */
export function publicGoodRoot(): TrustedRoot {
  const root = readTrustedRoot(new TextEncoder().encode(PUBLIC_GOOD.json), t("of Sigstore's public instance, bundled"));
  return { ...root, date: new Date(PUBLIC_GOOD.date) };
}

const DAY = 24 * 3600 * 1000;

/** One line: which trusted root, and how old it is. */
export function trustedRootText({ name, date }: TrustedRoot, now: Date): string {
  if (!date) return t('trusted root {0}', name);
  const day = date.toISOString().slice(0, 10);
  const age = Math.floor((now.getTime() - date.getTime()) / DAY);
  if (age < 0) return t('trusted root {0}, of {1}, which this clock says is still to come', name, day);
  return t('trusted root {0}, of {1}, {2} days old', name, day, age);
}
