import * as vscode from 'vscode';
import { methodTitle } from '../../core/signing/verdict/titles';
import { type ExpectedSigner, type ShownVerdict } from '../../node/signing/service';
import { shownName } from './service';
import { type VerifiedModel } from './verified-models';

/** What is known of a model from the last time that it was verified. It says nothing of its files: each verification reads them. */
interface LastVerified {
  expected: ExpectedSigner;
  signer: string;
  /** ISO 8601. */
  time: string;
}

const KEY = 'signing.lastVerified';
const MAX_KEPT = 200;

type Known = Record<string, LastVerified>;

function known({ globalState }: vscode.ExtensionContext): Known {
  return globalState.get<Known>(KEY, {});
}

/** Who was expected to have signed a model when it was last verified. */
export function lastExpected(context: vscode.ExtensionContext, model: vscode.Uri): ExpectedSigner | undefined {
  return known(context)[model.toString()]?.expected;
}

/** Remembers who signed a model that was verified. */
export async function rememberVerified(context: vscode.ExtensionContext, verified: VerifiedModel): Promise<void> {
  const { model, verdict, expected, time } = verified;
  if (verdict.state !== 'verified' || !expected) return;
  const key = model.toString();
  const others = Object.entries(known(context)).filter(([other]) => other !== key);
  const entry: LastVerified = { expected, signer: verdict.signer?.name ?? '', time: time.toISOString() };
  await context.globalState.update(KEY, Object.fromEntries([...others, [key, entry]].slice(-MAX_KEPT)));
}

/** Says that a model was signed by somebody else when it was last verified, or was signed at all; else undefined. */
export function downgrade(
  context: vscode.ExtensionContext,
  model: vscode.Uri,
  { state, method, signer }: ShownVerdict,
): string | undefined {
  const before = known(context)[model.toString()];
  if (!before) return undefined;
  const isOther =
    state === 'unsigned' ||
    (method && method !== before.expected.method) ||
    (signer !== undefined && signer.name !== before.signer);
  if (!isOther) return undefined;
  const was = [
    shownName(model),
    new Date(before.time).toLocaleDateString(),
    methodTitle(before.expected.method),
    before.signer,
  ];
  if (state === 'unsigned')
    return vscode.l10n.t('{0} was verified on {1}, signed {2} by {3}. Now it is not signed.', ...was);
  const now = [methodTitle(method!), signer?.name ?? vscode.l10n.t('somebody else')];
  return vscode.l10n.t('{0} was verified on {1}, signed {2} by {3}. Now it is signed {4} by {5}.', ...was, ...now);
}
