// What clients of the bed are given: whom to trust, and whom to ask. github.com/sigstore/protobuf-specs

import { spki } from './x509.mjs';

/** @import { Authorities, Pair } from './authorities.mjs' */
/** @import { CertificateLog } from './ct.mjs' */
/** @import { RekorV1 } from './rekor-v1.mjs' */
/** @import { RekorV2 } from './rekor-v2.mjs' */

const MEDIA = 'application/vnd.dev.sigstore.';
export const TRUSTED_ROOT = `${MEDIA}trustedroot+json;version=0.1`;
const base64 = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString('base64');

/** @typedef {{ oidc: string, fulcio: string, rekorV1: string, rekorV2: string, tsa: string }} Urls */

/**
 * @param {object} bed
 * @param {Authorities} bed.authorities
 * @param {Urls} bed.urls
 * @param {CertificateLog} bed.certificateLog
 * @param {RekorV1} bed.rekorV1
 * @param {RekorV2} bed.rekorV2
 */
export function trustedRootOf({ authorities, urls, certificateLog, rekorV1, rekorV2 }) {
  const validFor = { start: authorities.since.toISOString() };
  const authority = (
    /** @type {string} */ uri,
    /** @type {string} */ commonName,
    /** @type {Buffer[]} */ ...chain
  ) => ({
    subject: { organization: 'Sigstore test bed', commonName },
    uri,
    certChain: { certificates: chain.map((der) => ({ rawBytes: base64(der) })) },
    validFor,
  });
  const { ca, caRoot, tsa, tsaRoot } = authorities;
  return {
    mediaType: TRUSTED_ROOT,
    tlogs: [
      trustedLog(urls.rekorV1, authorities.pair('rekor-v1'), rekorV1.id, validFor),
      trustedLog(urls.rekorV2, authorities.pair('rekor-v2'), rekorV2.id, validFor),
    ],
    certificateAuthorities: [authority(urls.fulcio, 'test bed root', ca.der, caRoot.der)],
    ctlogs: [trustedLog(`${urls.fulcio}/ct`, authorities.pair('ct'), certificateLog.id, validFor)],
    timestampAuthorities: [authority(urls.tsa, 'test bed timestamp authority', tsa.der, tsaRoot.der)],
  };
}

/**
 * A log in a trusted root.
 * @param {string} baseUrl
 * @param {Pair} pair
 * @param {Buffer} id
 * @param {object} validFor
 */
export const trustedLog = (baseUrl, { publicKey }, id, validFor) => ({
  baseUrl,
  hashAlgorithm: 'SHA2_256',
  publicKey: {
    rawBytes: base64(spki(publicKey)),
    keyDetails: publicKey.asymmetricKeyType === 'ed25519' ? 'PKIX_ED25519' : 'PKIX_ECDSA_P256_SHA_256',
    validFor,
  },
  logId: { keyId: base64(id) },
});

/**
 * @param {Urls} urls
 * @param {Date} since
 * @param {1 | 2} rekorVersion
 */
export function signingConfigOf(urls, since, rekorVersion) {
  const service = (/** @type {string} */ url, majorApiVersion = 1) => ({
    url,
    majorApiVersion,
    validFor: { start: since.toISOString() },
    operator: 'test bed',
  });
  return {
    mediaType: `${MEDIA}signingconfig.v0.2+json`,
    caUrls: [service(urls.fulcio)],
    oidcUrls: [service(urls.oidc)],
    rekorTlogUrls: [rekorVersion === 1 ? service(urls.rekorV1) : service(urls.rekorV2, 2)],
    rekorTlogConfig: { selector: 'ANY' },
    tsaUrls: [service(`${urls.tsa}/api/v1/timestamp`)],
    tsaConfig: { selector: 'ANY' },
  };
}

/**
 * Both, as model_signing and sigstore-python take them.
 * @param {object} trustedRoot
 * @param {object} signingConfig
 */
export const trustConfigOf = (trustedRoot, signingConfig) => ({
  mediaType: `${MEDIA}clienttrustconfig.v0.1+json`,
  trustedRoot,
  signingConfig,
});
