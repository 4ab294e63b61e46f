import * as vscode from 'vscode';
import { type Signing } from '../../node/api';
import { type ExpectedSigner } from '../../node/signing/service';
import { type Extension } from '../extension';
import { askExpected } from '../signing/ask-expected';
import { rememberExpected } from '../signing/expected-signers';
import { named, shownName, signingService, succeeded } from '../signing/service';
import { type VerifyAgain } from '../signing/verdict-report';
import { verifyAndShow } from '../signing/verification';
import { type VerifiedModel, type VerifiedSubject } from '../signing/verified-models';

/** Verifies a model once more, in a way that the report of its verdict offers. */
export async function verifyAgain(extension: Extension, model: vscode.Uri, how: VerifyAgain): Promise<void> {
  const signing = await signingService(extension);
  const verified = extension.verified.get(model);
  if (!signing || !verified) return;
  const subject = await changedSubject(extension, signing, verified, how);
  if (subject) await verifyAndShow(extension, signing, subject);
}

async function changedSubject(
  extension: Extension,
  signing: Signing,
  verified: VerifiedModel,
  how: VerifyAgain,
): Promise<VerifiedSubject | undefined> {
  // The signature may be another one now.
  const kind = await signing.inspect(named(verified.signature));
  if (!succeeded(kind)) return undefined;
  const subject: VerifiedSubject = { ...verified, kind, allowRemembered: how !== 'read-all' };
  switch (how) {
    case 'same':
    case 'read-all':
      return isOtherMethod(subject) ? withExpected(extension, signing, subject) : subject;
    case 'another-signer':
      return withExpected(extension, signing, subject);
    case 'trust-signer': {
      const expected = await trustSigner(extension, verified);
      return expected && { ...subject, expected };
    }
    case 'ignore-unsigned':
      return { ...subject, ignoreUnsignedFiles: true };
    case 'allow-symlinks':
      return { ...subject, allowSymlinks: true };
  }
}

function isOtherMethod({ kind, expected }: VerifiedSubject): boolean {
  return kind !== undefined && kind.kind !== 'other' && expected !== undefined && kind.method !== expected.method;
}

async function withExpected(
  extension: Extension,
  signing: Signing,
  subject: VerifiedSubject,
): Promise<VerifiedSubject | undefined> {
  const answer = await askExpected(extension, signing, subject);
  return answer && { ...subject, ...answer };
}

/** Makes whoever was proved to have signed the one who is expected. */
async function trustSigner(
  { context }: Extension,
  { verdict, model }: VerifiedModel,
): Promise<ExpectedSigner | undefined> {
  const { name: identity, issuer } = verdict.signer ?? {};
  if (!identity || !issuer) return undefined;
  const trust = vscode.l10n.t('Trust');
  const message = vscode.l10n.t('Trust {0} to sign {1}?', identity, shownName(model));
  const detail = vscode.l10n.t(
    '{0} made sure of who that is. Whether it is who should have signed, only you can say: ask somebody who knows.',
    issuer,
  );
  if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, trust)) !== trust) return undefined;
  const expected: ExpectedSigner = { method: 'sigstore', identity, issuer };
  await rememberExpected(context, expected);
  return expected;
}
