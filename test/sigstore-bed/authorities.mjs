// The keys and certificates of a bed. They can be kept, so that what was signed before still verifies.
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { authority, extendedKeyUsage, FOR_SIGNATURES, keyIds, name, serialOf, signed, toBeSigned } from './x509.mjs';

/** @import { KeyObject } from 'node:crypto' */

const NAMES = /** @type {const} */ (['oidc', 'ca-root', 'ca', 'ct', 'rekor-v1', 'rekor-v2', 'tsa-root', 'tsa']);
/** @typedef {typeof NAMES[number]} KeyName */
/** @typedef {{ publicKey: KeyObject, privateKey: KeyObject }} Pair */
/** @typedef {{ der: Buffer, name: Buffer, serial: bigint, key: KeyObject, privateKey: KeyObject }} Certified */
/** @import { Saved } from './bed.d.mts' */

const YEARS = 10 * 365 * 24 * 3600 * 1000;

/** @param {KeyName} key Rekor v2 signs with Ed25519, all others with P-256 */
const newPair = (key) =>
  key === 'rekor-v2' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** @param {KeyObject} key */
const toPem = (key) => key.export({ type: 'pkcs8', format: 'pem' }).toString();

export class Authorities {
  /** @type {Map<KeyName, Pair>} */
  #pairs = new Map();
  /** @type {Map<KeyName, Pair>} */
  #impostors = new Map();

  /** @param {Saved} [saved] */
  constructor(saved) {
    // Not now: times in whole seconds would lie before it.
    this.since = new Date(saved?.since ?? Date.now() - 3600_000);
    this.until = new Date(this.since.getTime() + YEARS);
    for (const key of NAMES) {
      const old = saved?.keys[key];
      const privateKey = old === undefined ? newPair(key).privateKey : createPrivateKey(old);
      this.#pairs.set(key, { privateKey, publicKey: createPublicKey(toPem(privateKey)) });
    }
    this.caRoot = this.#certificate('ca-root', 'test bed root', authority(1));
    this.ca = this.#certificate('ca', 'test bed intermediate', authority(0), this.caRoot);
    this.tsaRoot = this.#certificate('tsa-root', 'test bed timestamp root', authority(0));
    const forTimes = [FOR_SIGNATURES, extendedKeyUsage('timeStamping')];
    this.tsa = this.#certificate('tsa', 'test bed timestamp authority', forTimes, this.tsaRoot);
  }

  /** @param {KeyName} key */
  pair(key) {
    return /** @type {Pair} */ (this.#pairs.get(key));
  }

  /**
   * The key of a service, or, where the service is to lie, one of the same kind that nobody trusts.
   * @param {KeyName} key
   * @param {boolean} lie
   */
  signingKey(key, lie) {
    if (!lie) return this.pair(key).privateKey;
    const impostor = this.#impostors.get(key) ?? newPair(key);
    this.#impostors.set(key, impostor);
    return impostor.privateKey;
  }

  /** @returns {Omit<Saved, 'logs'>} */
  save() {
    return {
      since: this.since.toISOString(),
      keys: Object.fromEntries(NAMES.map((key) => [key, toPem(this.pair(key).privateKey)])),
    };
  }

  /**
   * @param {KeyName} id
   * @param {string} commonName
   * @param {Buffer[]} extensions
   * @param {Certified} [issuer] itself, where there is none
   * @returns {Certified}
   */
  #certificate(id, commonName, extensions, issuer) {
    const { publicKey: key, privateKey } = this.pair(id);
    const subject = name(commonName);
    const serial = serialOf(key);
    const tbs = toBeSigned({
      serial,
      issuer: issuer?.name ?? subject,
      subject,
      from: this.since,
      to: this.until,
      key,
      extensions: [...extensions, ...keyIds(key, issuer?.key ?? key)],
    });
    return { der: signed(tbs, issuer?.privateKey ?? privateKey), name: subject, serial, key, privateKey };
  }
}
