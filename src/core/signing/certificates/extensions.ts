import { readDer, readOid, TAG, type DerElement } from './der';

/** What a certificate may be used for (RFC 5280, 4.2). */
export interface Extensions {
  /** Whether it may issue certificates. */
  isAuthority: boolean;
  /** How many authorities may stand between it and the signer; absent for any number. */
  pathLength?: number;
  /** Absent where key usage is not restricted. */
  keyUsage?: { digitalSignature: boolean; signsCertificates: boolean };
  /** Object identifiers of extended key usage. */
  extendedKeyUsage: readonly string[];
  /** Object identifiers of extensions that must be understood and are not. */
  notUnderstood: readonly string[];
}

export const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';

const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
const EXTENDED_KEY_USAGE = '2.5.29.37';
/** Names and identifiers: they restrict nothing here. */
const HARMLESS = new Set(['2.5.29.14', '2.5.29.17', '2.5.29.18', '2.5.29.35', '2.5.29.31', '2.5.29.32']);

/** `[3] EXPLICIT Extensions` in the part of a certificate that is signed. */
const EXTENSIONS_TAG = 0xa3;
const DIGITAL_SIGNATURE = 0x80;
const KEY_CERT_SIGN = 0x04;

/**
 * Reads the extensions that decide about a certificate's use.
 * @param der the certificate
 * @throws {RangeError} when it is damaged
 */
export function readExtensions(der: Uint8Array): Extensions {
  const found = new Map<string, Uint8Array>();
  const notUnderstood: string[] = [];
  const tbs = readDer(first(readDer(der)).content)[0];
  const list = readDer(tbs!.content).find(({ tag }) => tag === EXTENSIONS_TAG);
  for (const { content } of list ? readDer(first(readDer(list.content)).content) : []) {
    const parts = readDer(content);
    const id = readOid(first(parts).content);
    // Nobody could tell which of two counts.
    if (found.has(id)) throw new RangeError('an extension is given twice');
    found.set(id, parts.at(-1)!.content);
    const critical = parts.some(({ tag, content: value }) => tag === TAG.boolean && value[0] !== 0);
    const isUnderstood = [BASIC_CONSTRAINTS, KEY_USAGE, EXTENDED_KEY_USAGE].includes(id) || HARMLESS.has(id);
    if (critical && !isUnderstood) notUnderstood.push(id);
  }
  return {
    ...basicConstraints(found.get(BASIC_CONSTRAINTS)),
    ...keyUsage(found.get(KEY_USAGE)),
    extendedKeyUsage: sequence(found.get(EXTENDED_KEY_USAGE)).map(({ content }) => readOid(content)),
    notUnderstood,
  };
}

function first(elements: readonly DerElement[]): DerElement {
  if (!elements[0]) throw new RangeError('DER is empty');
  return elements[0];
}

function sequence(extension: Uint8Array | undefined): DerElement[] {
  return extension ? readDer(first(readDer(extension)).content) : [];
}

function basicConstraints(extension: Uint8Array | undefined): Pick<Extensions, 'isAuthority' | 'pathLength'> {
  const parts = sequence(extension);
  const isAuthority = parts.some(({ tag, content }) => tag === TAG.boolean && content[0] !== 0);
  const limit = parts.find(({ tag }) => tag === TAG.integer);
  if (!limit) return { isAuthority };
  return { isAuthority, pathLength: limit.content.reduce((value, byte) => value * 256 + byte, 0) };
}

function keyUsage(extension: Uint8Array | undefined): Pick<Extensions, 'keyUsage'> {
  if (!extension) return {};
  // The first byte counts the bits at the end that are not used.
  const bits = first(readDer(extension)).content[1] ?? 0;
  return {
    keyUsage: {
      digitalSignature: (bits & DIGITAL_SIGNATURE) !== 0,
      signsCertificates: (bits & KEY_CERT_SIGN) !== 0,
    },
  };
}
