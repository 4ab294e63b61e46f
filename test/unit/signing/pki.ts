// A small certificate authority for tests: Node reads certificates but makes none.
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';
import {
  bits,
  context,
  element,
  generalizedTime,
  integer,
  octets,
  oid,
  sequence,
  setOf,
  TRUE,
  utf8,
} from '../../sigstore-bed/der.mjs';

/** What a certificate says. */
export interface CertificateInput {
  subject: string;
  curve?: string;
  /** Whether it may issue others. */
  authority?: boolean;
  pathLength?: number;
  notBefore?: Date;
  notAfter?: Date;
  /** Bits of the first byte of key usage; by default what the certificate is for. `none` leaves the extension out. */
  keyUsage?: number | 'none';
  codeSigning?: boolean;
  /** A critical extension that nobody knows. */
  unknownCritical?: boolean;
  /** Names of hosts, for servers on this machine: `localhost`. */
  hosts?: readonly string[];
  /** RSA, which OMS does not sign with. */
  rsa?: boolean;
}

export interface Issued {
  pem: string;
  privatePem: string;
  issue(input: CertificateInput): Issued;
}

const DIGITAL_SIGNATURE = 0x80;
const CERT_AND_CRL_SIGN = 0x06;

export function newAuthority(input: Partial<CertificateInput> = {}): Issued {
  return make({ subject: 'root', authority: true, ...input }, undefined);
}

function make(input: CertificateInput, issuer: { subject: string; key: KeyObject } | undefined): Issued {
  const { privateKey } = input.rsa
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: input.curve ?? 'P-256' });
  const key = issuer?.key ?? privateKey;
  const tbs = sequence(
    context(0, integer(2)),
    integer(randomBytes(8).readUIntBE(0, 6)),
    ECDSA_SHA256,
    name(issuer?.subject ?? input.subject),
    sequence(
      generalizedTime(input.notBefore ?? new Date(Date.now() - 3_600_000)),
      generalizedTime(input.notAfter ?? new Date('2040-01-01')),
    ),
    name(input.subject),
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    context(3, sequence(...extensions(input))),
  );
  const signature = sign('sha256', tbs, key);
  const der = sequence(tbs, ECDSA_SHA256, bits(signature));
  return {
    pem: `-----BEGIN CERTIFICATE-----\n${der
      .toString('base64')
      .match(/.{1,64}/g)!
      .join('\n')}\n-----END CERTIFICATE-----\n`,
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    issue: (next) =>
      make(next, {
        subject: input.subject,
        key: createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })),
      }),
  };
}

function extensions(input: CertificateInput): Buffer[] {
  const { authority = false, pathLength, codeSigning, unknownCritical, hosts } = input;
  const { keyUsage = authority ? CERT_AND_CRL_SIGN : DIGITAL_SIGNATURE } = input;
  const basic = [...(authority ? [TRUE] : []), ...(pathLength === undefined ? [] : [integer(pathLength)])];
  return [
    extension('2.5.29.19', sequence(...basic), true),
    ...(keyUsage === 'none' ? [] : [extension('2.5.29.15', bits(Buffer.from([keyUsage])), true)]),
    ...(codeSigning ? [extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.3')), false)] : []),
    ...(hosts ? [extension('2.5.29.17', sequence(...hosts.map(hostName)), false)] : []),
    ...(unknownCritical ? [extension('1.3.6.1.4.1.99999.1', sequence(), true)] : []),
  ];
}

/** A name, or an address of IPv4, of a subjectAltName (RFC 5280, section 4.2.1.6). */
function hostName(host: string): Buffer {
  return isIPv4(host)
    ? element(0x87, Buffer.from(host.split('.').map(Number)))
    : element(0x82, Buffer.from(host, 'latin1'));
}

function extension(id: string, value: Buffer, critical: boolean): Buffer {
  return sequence(oid(id), ...(critical ? [TRUE] : []), octets(value));
}

function name(commonName: string): Buffer {
  return sequence(setOf(sequence(oid('2.5.4.3'), utf8(commonName))));
}

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
