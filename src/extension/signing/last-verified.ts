import * as vscode from 'vscode';
import { compareVersions } from '../../core/policy/versions';
import { methodTitle } from '../../core/signing/verdict/titles';
import { type ExpectedSigner, type ShownVerdict } from '../../node/signing/service';
import { shownName } from './service';
import { type VerifiedModel } from './verified-models';

/** What is known of a model from the last time that it was verified. It says nothing of its files: each verification reads them. */
interface LastVerified {
  /** Absent where the policies said who may sign. */
  expected?: ExpectedSigner;
  /** Absent in what versions before this one kept. */
  method?: ExpectedSigner['method'];
  /** What it said of its version, where it did. */
  version?: string;
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

/** What was kept by versions before this one names the method with whoever was expected only. */
function methodOf({ method, expected }: LastVerified): ExpectedSigner['method'] {
  return method ?? expected!.method;
}

/** Who was expected to have signed a model when it was last verified. */
export function lastExpected(context: vscode.ExtensionContext, model: vscode.Uri): ExpectedSigner | undefined {
  return known(context)[model.toString()]?.expected;
}

/** Remembers who signed a model that was verified. */
export async function rememberVerified(context: vscode.ExtensionContext, verified: VerifiedModel): Promise<void> {
  const { model, verdict, expected, version, time } = verified;
  if (verdict.state !== 'verified' || !verdict.method) return;
  const key = model.toString();
  const others = Object.entries(known(context)).filter(([other]) => other !== key);
  const entry: LastVerified = {
    ...(expected ? { expected } : {}),
    ...(version === undefined ? {} : { version }),
    method: verdict.method,
    signer: verdict.signer?.name ?? '',
    time: time.toISOString(),
  };
  await context.globalState.update(KEY, Object.fromEntries([...others, [key, entry]].slice(-MAX_KEPT)));
}

/**
 * Says that a model was signed by somebody else when it was last verified, or was signed at all, or was a newer version then; else
 * undefined.
 */
export function downgrade(
  context: vscode.ExtensionContext,
  model: vscode.Uri,
  { verdict, version }: Pick<VerifiedModel, 'verdict' | 'version'>,
): string | undefined {
  const before = known(context)[model.toString()];
  if (!before) return undefined;
  const sentences = [signerChange(before, model, verdict), olderVersion(before, model, version)];
  return sentences.filter((each) => each !== undefined).join(' ') || undefined;
}

/** An old version with an old signature that still holds could be put in the place of a new one. */
function olderVersion(
  { version: was, time }: LastVerified,
  model: vscode.Uri,
  version: string | undefined,
): string | undefined {
  if (was === undefined || version === undefined || (compareVersions(version, was) ?? 0) >= 0) return undefined;
  const day = new Date(time).toLocaleDateString();
  return vscode.l10n.t(
    '{0} is version {1} now. On {2} it was version {3}, which is newer.',
    shownName(model),
    version,
    day,
    was,
  );
}

function signerChange(
  before: LastVerified,
  model: vscode.Uri,
  { state, method, signer }: ShownVerdict,
): string | undefined {
  const isOther =
    state === 'unsigned' ||
    (method && method !== methodOf(before)) ||
    (signer !== undefined && signer.name !== before.signer);
  if (!isOther) return undefined;
  const was = [
    shownName(model),
    new Date(before.time).toLocaleDateString(),
    methodTitle(methodOf(before)),
    before.signer,
  ];
  if (state === 'unsigned')
    return vscode.l10n.t('{0} was verified on {1}, signed {2} by {3}. Now it is not signed.', ...was);
  const now = [methodTitle(method!), signer?.name ?? vscode.l10n.t('somebody else')];
  return vscode.l10n.t('{0} was verified on {1}, signed {2} by {3}. Now it is signed {4} by {5}.', ...was, ...now);
}
