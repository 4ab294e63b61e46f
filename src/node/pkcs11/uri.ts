import path from 'node:path';
import { t } from '../../core/l10n';
import { SigningError } from '../../core/signing/signer';

/** Which key on which token, and the module that knows the token: RFC 7512. */
export interface Pkcs11Uri {
  /** Absolute path of the PKCS #11 module; OpenSC's own without one. */
  modulePath?: string;
  /** What a token has to be. */
  token: Partial<Record<TokenAttribute, string>>;
  /** Label of the key. */
  object?: string;
  /** Id of the key, hexadecimal. */
  id?: string;
}

export type TokenAttribute = (typeof TOKEN_ATTRIBUTES)[number];

const TOKEN_ATTRIBUTES = ['token', 'manufacturer', 'serial', 'model', 'slot-id'] as const;

/** Objects that come as a pair: each names the key as well. */
const TYPES = ['private', 'public', 'cert'];

/**
 * Reads the URI of a key.
 * @throws {SigningError}
 */
export function parsePkcs11Uri(uri: string): Pkcs11Uri {
  const [, attributes, query = ''] = /^pkcs11:([^?#]*)(?:\?([^#]*))?$/i.exec(uri) ?? [];
  if (attributes === undefined)
    throw new SigningError(t('{0} is no PKCS #11 URI: such as pkcs11:token=NAME;object=KEY', shown(uri)));
  const { type, object, id, ...token } = pathAttributes(attributes);
  if (type !== undefined && !TYPES.includes(text(type)))
    throw new SigningError(t('The PKCS #11 URI names an object of type {0}, which is no key pair', text(type)));
  return {
    ...modulePath(query),
    token: Object.fromEntries(Object.entries(token).map(([name, value]) => [name, text(value)])),
    ...(object === undefined ? {} : { object: text(object) }),
    ...(id === undefined ? {} : { id: id.toString('hex') }),
  };
}

/** Only what is asked for may be taken, so that an attribute that is not known can't be left out. */
const PATH_ATTRIBUTES: readonly string[] = [...TOKEN_ATTRIBUTES, 'object', 'id', 'type'];

function pathAttributes(list: string): Record<string, Buffer> {
  const found = pairs(list, ';');
  for (const name of found.keys())
    if (!PATH_ATTRIBUTES.includes(name))
      throw new SigningError(
        t('The PKCS #11 URI has an attribute {0}; known are {1}', shown(name), PATH_ATTRIBUTES.join(', ')),
      );
  return Object.fromEntries(found);
}

function modulePath(query: string): { modulePath?: string } {
  const found = pairs(query, '&');
  // Everybody on the machine sees command lines, and shells keep them.
  if (found.has('pin-value') || found.has('pin-source'))
    throw new SigningError(
      t('The PKCS #11 URI must not hold the PIN; it is taken from MOF_PKCS11_PIN, or asked for at a terminal'),
    );
  const given = found.get('module-path');
  if (given === undefined) {
    if (!found.has('module-name')) return {};
    throw new SigningError(t('The PKCS #11 URI names a module; say where it is by module-path=/…'));
  }
  if (!path.isAbsolute(text(given)))
    throw new SigningError(t('module-path of the PKCS #11 URI is {0}, not an absolute path', shown(text(given))));
  return { modulePath: text(given) };
}

function pairs(list: string, separator: string): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const pair of list.split(separator).filter(Boolean)) {
    const at = pair.indexOf('=');
    const name = at === -1 ? pair : pair.slice(0, at);
    if (at === -1 || found.has(name))
      throw new SigningError(t('The PKCS #11 URI has no value for {0}, or several', shown(name)));
    found.set(name, decoded(pair.slice(at + 1)));
  }
  return found;
}

/** Percent encoding, of any bytes. */
function decoded(value: string): Buffer {
  if (/%(?![0-9a-f]{2})/i.test(value))
    throw new SigningError(t('The PKCS #11 URI has a % that is not followed by two hexadecimal digits'));
  const parts = value.split(/(%[0-9a-f]{2})/i);
  return Buffer.concat(parts.map((part, at) => (at % 2 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part))));
}

function text(bytes: Buffer): string {
  const value = bytes.toString();
  if (value.includes('\0') || !Buffer.from(value).equals(bytes))
    throw new SigningError(t('The PKCS #11 URI has a value that is not text'));
  return value;
}

const SHOWN = 60;

/** Part of what somebody typed: a PIN may be in what follows. */
function shown(value: string): string {
  return `"${value.replace(/pin-value=.*/is, 'pin-value=…').slice(0, SHOWN)}"`;
}
