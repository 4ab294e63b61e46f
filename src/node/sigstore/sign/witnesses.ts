import { dsse, RFC3161Timestamp } from '@sigstore/core';
import { HashAlgorithm } from '@sigstore/protobuf-specs';
import {
  type RekorWitness,
  type SignatureBundle,
  type TSAWitness,
  type VerificationMaterial,
  type Witness,
} from '@sigstore/sign';
import { createHash } from 'node:crypto';
import { t } from '../../../core/l10n';
import { ServiceError } from '../../../core/signing/signer';
import { type Service } from '../../../core/signing/sigstore/signing-config';
import { type Http } from '../../http/http';
import { type IssuedCertificate } from './certificate';
import { through } from './fetch';
import { asking, blaming, namedService, type NamedService } from './service';

/** The parts of \@sigstore/sign, which is loaded when it is first used. */
type Library = { RekorWitness: typeof RekorWitness; TSAWitness: typeof TSAWitness };

export interface Witnessing {
  logs: readonly Service[];
  timestampAuthorities: readonly Service[];
  http: Http;
  signal?: AbortSignal | undefined;
  /** The certificate, once there is one. */
  certificate: () => IssuedCertificate;
}

/**
 * All who witness a signature, as one: timestamps first, because an entry in a log can't be taken back when somebody else
 * fails.
 */
export function witnessAll(library: Library, { logs, timestampAuthorities, ...rest }: Witnessing): Witness {
  const stamps = timestampAuthorities.map((service) => timestampWitness(library, service, rest));
  const entries = logs.map((service) => logWitness(library, service, rest));
  return {
    async testify(signature, certificate) {
      const testify = (witnesses: readonly Witness[]) =>
        Promise.all(witnesses.map((each) => each.testify(signature, certificate)));
      return merged([...(await testify(stamps)), ...(await testify(entries))]);
    },
  };
}

function merged(materials: readonly VerificationMaterial[]): VerificationMaterial {
  return {
    tlogEntries: materials.flatMap(({ tlogEntries = [] }) => tlogEntries),
    rfc3161Timestamps: materials.flatMap(({ rfc3161Timestamps = [] }) => rfc3161Timestamps),
  };
}

type Shared = Pick<Witnessing, 'http' | 'signal' | 'certificate'>;

function timestampWitness({ TSAWitness }: Library, { url }: Service, { certificate, ...rest }: Shared): Witness {
  const service = namedService('timestamp-authority', url);
  return witness(service, new TSAWitness({ tsaBaseURL: url, retry: false }), rest, ({ rfc3161Timestamps = [] }) => {
    for (const { signedTimestamp } of rfc3161Timestamps) {
      const { signingTime } = RFC3161Timestamp.parse(signedTimestamp as Buffer<ArrayBuffer>);
      requireTime(service, signingTime, certificate());
    }
  });
}

function logWitness({ RekorWitness }: Library, log: Service, { certificate, ...rest }: Shared): Witness {
  const service = namedService('transparency-log', log.url);
  const { majorApiVersion } = log;
  // Of entries of the kind `dsse` the log keeps digests only; others would publish the names of files.
  const rekor = new RekorWitness({ rekorBaseURL: base(log.url), majorApiVersion, entryType: 'dsse', retry: false });
  return witness(service, majorApiVersion === 2 ? asDigest(rekor) : rekor, rest, ({ tlogEntries = [] }) => {
    for (const { integratedTime, inclusionPromise } of tlogEntries)
      if (inclusionPromise) requireTime(service, new Date(Number(integratedTime) * 1000), certificate());
  });
}

/**
 * Version 2 of Rekor takes an envelope as it takes a file: by the digest of what is signed, and the signature
 * (github.com/sigstore/architecture-docs, rekor-v2-spec.md, 6.1.4). \@sigstore/sign still sends whole envelopes, which the log
 * and other verifiers do not take any more.
 */
function asDigest(inner: Witness): Witness {
  return {
    testify: (content, certificate) =>
      inner.testify(content.$case === 'dsseEnvelope' ? signed(content) : content, certificate),
  };
}

function signed({ dsseEnvelope }: Extract<SignatureBundle, { $case: 'dsseEnvelope' }>): SignatureBundle {
  const { payloadType, payload, signatures } = dsseEnvelope;
  const digest = createHash('sha256').update(dsse.preAuthEncoding(payloadType, payload)).digest();
  const messageDigest = { algorithm: HashAlgorithm.SHA2_256, digest };
  return { $case: 'messageSignature', messageSignature: { messageDigest, signature: signatures[0]!.sig } };
}

/** A witness whose answer is looked at. @param check throws where it is none */
function witness(
  service: NamedService,
  inner: Witness,
  { http, signal }: Pick<Shared, 'http' | 'signal'>,
  check: (material: VerificationMaterial) => void,
): Witness {
  // An entry that is in the log already is fetched from there.
  const transport = { http: asking(service, http, ({ status }) => status === 409), signal };
  return {
    testify: (signature, certificate) =>
      blaming(service, async () => {
        const material = await through(transport, () => inner.testify(signature, certificate));
        check(material);
        return material;
      }),
  };
}

/** @throws {ServiceError} where nobody would believe the time */
function requireTime({ kind, who }: NamedService, time: Date, { notBefore, notAfter }: IssuedCertificate): void {
  if (notBefore <= time && time <= notAfter) return;
  throw new ServiceError(
    kind,
    t(
      '{0} says that it is {1}, but the certificate is good from {2} to {3}: a clock is wrong there. Nothing was written.',
      who,
      time.toISOString(),
      notBefore.toISOString(),
      notAfter.toISOString(),
    ),
  );
}

/** Paths are put behind it. */
export function base(url: string): string {
  return url.replace(/\/+$/, '');
}
