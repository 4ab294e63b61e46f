import { type InspectedSignature, type Inspection } from '../../../core/inspection/inspection';
import { sectionTitle } from '../../../core/inspection/words';
import { t } from '../../../core/l10n';
import { sizeText } from '../../../core/report/size';
import { methodTitle } from '../../../core/signing/verdict/titles';
import { type Block, type Fact, type Section } from '../../../../webview/protocol';
import { checkMark, VERDICT_TONES } from './marks';
import { fact, known, moment, shown, technical, value } from './shown';
import { type Sources } from './sources';

/** Signatures beyond this are folded up. */
const OPEN = 3;

export function signaturesSection({ signatures }: Inspection, sources: Sources): Section | undefined {
  if (!signatures.length) return undefined;
  return {
    id: 'signatures',
    title: sectionTitle('signatures'),
    count: signatures.length.toLocaleString(),
    blocks: signatures.map((signature, at) => signatureBlock(signature, at, sources)),
  };
}

function signatureBlock(signature: InspectedSignature, at: number, sources: Sources): Block {
  const { name, state, title, source, certificate, subjects = [] } = signature;
  const blocks: Block[] = [
    { kind: 'facts', facts: signatureFacts(signature) },
    {
      kind: 'items',
      items: signature.checks.map(({ id, ok, detail }) => ({
        mark: checkMark(ok),
        text: shown(`${id}: ${detail}`),
      })),
    },
  ];
  if (subjects.length)
    blocks.push({
      kind: 'group',
      id: `subjects-${at}`,
      title: t('What it is about ({0})', subjects.length),
      open: subjects.length <= OPEN,
      blocks: [{ kind: 'facts', facts: known(...subjects.map((each) => fact(each.name, technical(each.digest)))) }],
    });
  if (certificate)
    blocks.push({
      kind: 'group',
      id: `certificate-${at}`,
      title: t('Certificate of the signer'),
      open: true,
      blocks: [{ kind: 'facts', facts: certificateFacts(certificate) }],
    });
  return {
    kind: 'group',
    id: `signature-${at}`,
    title: shown(name),
    mark: { tone: VERDICT_TONES[state], word: shown(title) },
    source: sources.number(source),
    open: at < OPEN,
    blocks,
  };
}

function signatureFacts(signature: InspectedSignature): Fact[] {
  const { signer, method, digest, bytes, trust, statement, coverage, times, entries, predicateType } = signature;
  return known(
    fact(t('Signer'), signer?.name),
    fact(t('Issuer'), signer?.issuer),
    // Of a keyless signature they are all said below, each for itself.
    ...(method === 'sigstore' ? [] : (signer?.facts ?? [])).map(({ label, value }) => fact(label, value)),
    fact(t('Method'), method && methodTitle(method)),
    ...times.map(({ by, time }) =>
      fact(by === 'transparency-log' ? t('Time in the log') : t('Timestamp'), technical(moment(time))),
    ),
    ...entries.map(({ log, index, kind, inclusion }) =>
      fact(
        t('Log entry'),
        technical(index),
        value(log),
        value(kind),
        value(inclusion.length ? inclusion.map(inclusionWord).join(', ') : t('nothing proves that it is in the log')),
      ),
    ),
    fact(t('Trust'), trust),
    fact(t('Statement'), predicateType && technical(predicateType)),
    fact(t('Model'), statement?.model),
    fact(t('Hashed with'), statement?.hash),
    fact(t('In pieces of'), statement?.shardSize === undefined ? undefined : sizeText(statement.shardSize)),
    fact(
      t('Covers'),
      coverage &&
        t(
          'as signed: {0}, changed: {1}, missing: {2}, not signed: {3}, left out: {4}, not compared: {5}',
          coverage.matched,
          coverage.changed,
          coverage.missing,
          coverage.unsigned,
          coverage.ignored,
          coverage.unknown,
        ),
    ),
    fact(t('Left out on purpose'), ...(statement?.ignorePaths ?? []).map((path) => technical(path))),
    fact(t('Symbolic links'), statement?.allowSymlinks ? t('allowed') : undefined),
    fact(t('Signature file'), technical(digest), value(sizeText(bytes))),
  );
}

function inclusionWord(by: 'proof' | 'promise'): string {
  return by === 'proof' ? t('inclusion is proved') : t('inclusion is promised');
}

function certificateFacts(certificate: NonNullable<InspectedSignature['certificate']>): Fact[] {
  const { subject, issuer, serialNumber, fingerprint, notBefore, notAfter, extensions } = certificate;
  return known(
    fact(t('Subject'), subject),
    fact(t('Issued by'), issuer),
    ...extensions.map(({ name, value: text }) => fact(name, technical(text))),
    fact(t('Valid from'), technical(moment(notBefore))),
    fact(t('Valid until'), technical(moment(notAfter))),
    fact(t('Serial number'), technical(serialNumber)),
    fact(t('SHA-256 of the certificate'), technical(fingerprint)),
  );
}
