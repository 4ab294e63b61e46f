import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { t } from '../../core/l10n';
import { type PublicKey, type SigningKey } from '../../core/signing/cryptography';
import { requireCurve } from '../../core/signing/keys/sign';
import { SigningError } from '../../core/signing/signer';
import { nodeCryptography } from '../cryptography';
import { parseKeys, parseSlots, type KeyObject, type Slot } from './output';
import { publicKeyPem } from './point';
import { Pkcs11Tool } from './tool';
import { type Pkcs11Uri, type TokenAttribute } from './uri';

/** A key that does not leave its token. */
export interface TokenKey extends SigningKey {
  /** For people: which key of which token. */
  shown: string;
}

export interface TokenKeyOptions {
  /** Asks for the PIN of a token that wants one. */
  pin: (token: string) => Promise<string>;
  /** The public key, where another source than the token has it: a certificate. */
  publicKey?: PublicKey;
}

/**
 * Finds a key on a token. It signs with pkcs11-tool of OpenSC.
 * @throws {SigningError} when it is not there, or can't sign models
 */
export async function findTokenKey(uri: Pkcs11Uri, options: TokenKeyOptions): Promise<TokenKey> {
  const tool = new Pkcs11Tool(uri.modulePath);
  const slot = only(
    parseSlots(await tool.run(['--list-slots'])).filter((each) => fits(each, uri.token)),
    ({ token, serial }) => `"${token}" (serial=${serial})`,
    t('No token is there that fits the PKCS #11 URI'),
    (tokens) => t('Several tokens fit the PKCS #11 URI: {0}. Name one', tokens),
  );
  const pin = slot.needsLogin ? await options.pin(slot.token) : undefined;
  const where = ['--slot', slot['slot-id']];
  const keys = parseKeys(await tool.run([...where, '--list-objects'], pin));
  const key = privateKey(keys, uri);
  const publicKey = publicKeyOf(key, keys) ?? options.publicKey;
  if (!publicKey)
    throw new SigningError(
      t('The token has no public key that belongs to the key "{0}"; sign with its certificate', key.label),
    );
  requireCurve(publicKey);
  return {
    publicKey,
    shown: t('"{0}" of the token "{1}"', key.label || key.id, slot.token),
    sign: (hash, data) => signOn(tool, [...where, '--id', key.id], pin, createHash(hash).update(data).digest()),
  };
}

function fits(slot: Slot, wanted: Partial<Record<TokenAttribute, string>>): boolean {
  return Object.entries(wanted).every(([name, value]) => slot[name as TokenAttribute] === value);
}

/** The tool signs with the first key of an id, and takes no label. */
function privateKey(keys: readonly KeyObject[], { object, id }: Pkcs11Uri): KeyObject {
  const fitting = keys.filter(
    (each) =>
      each.kind === 'private' &&
      (object === undefined || each.label === object) &&
      (id === undefined || each.id === id),
  );
  const key = only(
    fitting,
    ({ label, id: each }) => `"${label}" (id=${each.replace(/../g, '%$&')})`,
    t('The token has no private key that fits the PKCS #11 URI'),
    (names) => t('Several keys fit the PKCS #11 URI: {0}. Name one by object=… or id=…', names),
  );
  if (!key.id) throw new SigningError(t('The key "{0}" has no id, by which pkcs11-tool takes keys', key.label));
  if (keys.filter((each) => each.kind === 'private' && each.id === key.id).length > 1)
    throw new SigningError(t('Several keys of the token have the id {0}', key.id));
  if (key.algorithm !== 'EC') requireCurve({ algorithm: key.algorithm });
  return key;
}

function publicKeyOf({ id }: KeyObject, keys: readonly KeyObject[]): PublicKey | undefined {
  const object = keys.find((each) => each.kind === 'public' && each.id === id);
  if (object?.point === undefined || object.parameters === undefined) return undefined;
  const pem = publicKeyPem(object.parameters, object.point);
  if (pem === undefined) requireCurve({ algorithm: t('{0} on another curve', object.algorithm) });
  return nodeCryptography.publicKey(pem!);
}

function only<T>(all: readonly T[], name: (each: T) => string, none: string, several: (names: string) => string): T {
  const [first, ...more] = all;
  if (first === undefined) throw new SigningError(none);
  if (more.length) throw new SigningError(several(all.map(name).sort().join(', ')));
  return first;
}

async function signOn(tool: Pkcs11Tool, key: string[], pin: string | undefined, digest: Buffer): Promise<Uint8Array> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mof-pkcs11-'));
  const [input, output] = ['digest', 'signature'].map((name) => path.join(folder, name));
  try {
    writeFileSync(input!, digest);
    const files = ['--input-file', input!, '--output-file', output!];
    await tool.run([...key, '--sign', '--mechanism', 'ECDSA', '--signature-format', 'openssl', ...files], pin);
    return readFileSync(output!);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
