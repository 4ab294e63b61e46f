import * as vscode from 'vscode';
import { type Signing } from '../../node/api';
import { type Extension } from '../extension';
import { policySearch } from '../policy/search';
import { downgrade, rememberVerified } from './last-verified';
import { withProgress } from './progress';
import { inert, named, shownName, succeeded } from './service';
import { trustConfig } from './trust-config';
import { showVerdict } from './verdict-report';
import { Watch, type VerifiedModel, type VerifiedSubject } from './verified-models';

/** Verifies a model, or a file that a bundle signs, and shows the verdict wherever its files are seen. */
export async function verifyAndShow(
  extension: Extension,
  signing: Signing,
  subject: VerifiedSubject,
): Promise<VerifiedModel | undefined> {
  const { context, verified: models } = extension;
  // What happens to a file while it is read is seen as well.
  const watch = await Watch.begin(signing, subject);
  if (!watch) return undefined;
  const verified = await verify(extension, signing, subject, watch);
  if (!verified) {
    watch.dispose();
    return undefined;
  }
  models.add(verified, watch);
  await rememberVerified(context, verified);
  await showVerdict(extension, verified);
  if (verified.before) void vscode.window.showWarningMessage(inert(verified.before));
  return verified;
}

async function verify(
  { context }: Extension,
  signing: Signing,
  subject: VerifiedSubject,
  watch: Watch,
): Promise<VerifiedModel | undefined> {
  const { model, signature, kind, expected, ignoreUnsignedFiles, allowSymlinks, allowRemembered } = subject;
  const config = trustConfig();
  const common = { ...(expected ? { expected } : {}), ...(config ? { trustConfig: config } : {}) };
  const answer = await withProgress(vscode.l10n.t('Verifying {0}', shownName(model)), ({ progress, signal }) =>
    kind?.kind === 'bundle'
      ? signing.verifyBundle({ ...common, bundle: named(signature), artifact: named(model), signal })
      : signing.verify({
          ...common,
          model: named(model),
          signature: named(signature),
          method: kind?.kind === 'model' ? kind.method : 'key',
          ignoreUnsignedFiles,
          allowSymlinks,
          allowRemembered,
          policy: policySearch(model),
          progress,
          signal,
        }),
  );
  if (!succeeded(answer)) return undefined;
  return {
    ...subject,
    ...answer,
    time: new Date(),
    watched: watch.isComplete,
    before: downgrade(context, model, answer),
    changedSince: [],
  };
}
