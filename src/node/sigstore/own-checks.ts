import { X509Certificate } from '@sigstore/core';
import { type Bundle } from '@sigstore/bundle';
import { type SignedEntity, type Signer, type toTrustMaterial } from '@sigstore/verify';
import { t } from '../../core/l10n';
import { type ProvedEntry, type ProvedTime } from '../../core/signing/sigstore/report';
import { entryNames } from './log-entry';
import { isForSigning } from './signer';
import { Failure } from './steps';

type TrustMaterial = ReturnType<typeof toTrustMaterial>;
type LogEntry = SignedEntity['tlogEntries'][number];

/** A bundle brings what its signer needs others to see; whom to trust is for whoever verifies. */
export function refuseRoots({ verificationMaterial: { content } }: Bundle): void {
  if (content.$case !== 'x509CertificateChain') return;
  for (const { rawBytes } of content.x509CertificateChain.certificates) {
    const { subject, issuer } = X509Certificate.parse(Buffer.from(rawBytes));
    if (subject.equals(issuer)) throw new Failure('certificate', t('The bundle brings a root certificate of its own.'));
  }
}

/** What \@sigstore/verify leaves out: what the certificate is for, whom log entries name, and when a log was trusted. */
export function checkWhatIsLeft(entity: SignedEntity, signer: Signer, { tlogs }: TrustMaterial): void {
  const certificate = entity.key.$case === 'certificate' ? entity.key.certificate : undefined;
  if (certificate && !isForSigning(certificate))
    throw new Failure('certificate', t('The certificate is not for signing: it lacks the extended key usage.'));
  const times = timesOf(entity);
  for (const entry of entity.tlogEntries) {
    const inTime = tlogs.some(
      ({ logID, validFor }) =>
        logID.equals(entry.logId.keyId) &&
        (!times.length || times.some(({ time }) => validFor.start <= time && time <= validFor.end)),
    );
    if (!inTime) throw new Failure('transparency-log', t('The key of the log was not trusted at the time of signing.'));
    if (!entryNames(entry.canonicalizedBody, signer.key, certificate?.root.toDER()))
      throw new Failure('log-entry', t('The log entry names another key.'));
  }
}

/** When it was signed. The integrated time of an entry counts only where the log has promised it. */
export function timesOf({ timestamps }: SignedEntity): ProvedTime[] {
  return timestamps.flatMap((each): ProvedTime[] => {
    if (each.$case === 'timestamp-authority') return [{ by: each.$case, time: each.timestamp.signingTime }];
    if (!each.tlogEntry.inclusionPromise) return [];
    return [{ by: each.$case, time: new Date(Number(each.tlogEntry.integratedTime) * 1000) }];
  });
}

/** Where it was logged, for people. */
export function entriesOf({ tlogEntries }: SignedEntity, { tlogs }: TrustMaterial): ProvedEntry[] {
  return tlogEntries.map((entry) => ({
    log: tlogs.find(({ logID }) => logID.equals(entry.logId.keyId))?.baseURL ?? '',
    index: provedIndex(entry),
    kind: `${entry.kindVersion.kind} ${entry.kindVersion.version}`,
    inclusion: [
      ...(entry.inclusionProof ? ['proof' as const] : []),
      ...(entry.inclusionPromise ? ['promise' as const] : []),
    ],
  }));
}

/** The promise covers the index in all shards of a log, a proof the index in one of them. */
function provedIndex({ inclusionPromise, inclusionProof, logIndex }: LogEntry): string {
  return inclusionPromise ? logIndex : (inclusionProof?.logIndex ?? logIndex);
}
