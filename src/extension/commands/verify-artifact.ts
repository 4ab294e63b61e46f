import * as vscode from 'vscode';
import { type Inspection } from '../../core/inspection/inspection';
import { printable } from '../../core/report/printable';
import { type InspectTarget } from '../../node/inspect/service';
import { type ExpectedSigner, type Failure } from '../../node/signing/service';
import { type Extension } from '../extension';
import { inspectionServiceOrTell } from '../inspector/service';
import { shortDigest } from '../packaging/artifacts';
import { choosePlace, type ArtifactPlace } from '../packaging/places';
import { packagingService } from '../packaging/service';
import { withRegistry } from '../packaging/registry-access';
import { askExpected } from '../signing/ask-expected';
import { withProgress, type Work } from '../signing/progress';
import { inert, named, signingService, succeeded } from '../signing/service';
import { trustConfig } from '../signing/trust-config';
import { type ArtifactVerdict } from '../views/artifacts/verdicts';

/** What is known already and is not asked. */
export type GivenToVerifyArtifact = ArtifactPlace & { expected?: ExpectedSigner };

/** Verifies the signatures of an artifact by the digests of its files: no weights are read or fetched. */
export async function verifyArtifact(
  extension: Extension,
  given?: GivenToVerifyArtifact,
): Promise<ArtifactVerdict | undefined> {
  const service = await inspectionServiceOrTell(extension);
  const packaging = await packagingService(extension);
  if (!service || !packaging) return undefined;
  const title = vscode.l10n.t('The artifact to verify');
  const place: GivenToVerifyArtifact | undefined = given ?? (await choosePlace(extension, packaging, title));
  if (!place) return undefined;
  const config = trustConfig();
  const check = (expected?: ExpectedSigner) =>
    inspectPlace(extension, place, (target, { progress, signal }) =>
      service.inspect({
        target,
        ...(expected ? { expected: [expected] } : {}),
        ...(config ? { trustConfig: config } : {}),
        progress,
        signal,
      }),
    );
  const seen = await check(place.expected);
  if (!seen) return undefined;
  const found = place.expected ? seen : await withExpected(extension, place, seen, check);
  if (!found) return undefined;
  const verdict = verdictOf(found);
  extension.artifacts.verdicts.set(place, found.subject.digest ?? '', verdict);
  void tell(place, found, verdict);
  return verdict;
}

/** Where something is signed, asks who should have signed, and checks again. Undefined when the user gives up. */
async function withExpected(
  extension: Extension,
  place: ArtifactPlace,
  seen: Inspection,
  check: (expected: ExpectedSigner) => Promise<Inspection | undefined>,
): Promise<Inspection | undefined> {
  const { method, kind } = seen.signatures.find((each) => each.kind === 'model') ?? {};
  // What a policy trusts, nobody has to be asked about.
  if (!method || !kind || seen.verdict?.state === 'verified' || seen.verdict?.state === 'invalid') return seen;
  const signing = await signingService(extension);
  if (!signing) return undefined;
  const model = 'layout' in place ? place.layout : vscode.Uri.from({ scheme: 'oci', path: `/${place.reference}` });
  const answer = await askExpected(extension, signing, {
    model,
    shown: nameOf(place),
    kind: { kind: 'model', method },
  });
  if (!answer) return undefined;
  return answer.expected ? check(answer.expected) : seen;
}

async function inspectPlace(
  extension: Extension,
  place: ArtifactPlace,
  inspect: (target: InspectTarget, work: Work) => Promise<Inspection | Failure>,
): Promise<Inspection | undefined> {
  const attempt = (target: InspectTarget) =>
    withProgress(vscode.l10n.t('Verifying {0}', nameOf(place)), (work) => inspect(target, work));
  if ('layout' in place) {
    const found = await attempt({ kind: 'artifact', place: { layout: named(place.layout), name: place.name } });
    return succeeded(found) ? found : undefined;
  }
  const { reference } = place;
  return withRegistry(extension, reference, (access) => attempt({ kind: 'artifact', place: { reference, access } }));
}

function verdictOf({ verdict, reasons }: Inspection): ArtifactVerdict {
  const state = verdict?.state ?? 'unsigned';
  const aboutSignatures = reasons.filter(({ section }) =>
    ['verdict', 'policy', 'signatures', 'files'].includes(section),
  );
  return {
    state,
    title: verdict?.title ?? vscode.l10n.t('Not signed'),
    reasons: aboutSignatures.map(({ text }) => printable(text)),
    time: new Date(),
  };
}

async function tell(
  place: ArtifactPlace,
  { subject }: Inspection,
  { state, title, reasons }: ArtifactVerdict,
): Promise<void> {
  const inspect = vscode.l10n.t('Inspect');
  const name = printable(nameOf(place));
  const message = inert([vscode.l10n.t('{0}: {1}.', name, title), reasons[0] ?? ''].filter(Boolean).join(' '));
  const show = state === 'verified' ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  if ((await show(message, inspect)) === inspect)
    await vscode.commands.executeCommand(
      'modelOpenness.inspect',
      'layout' in place ? { layout: place.layout, name: subject.digest ?? place.name } : { reference: place.reference },
    );
}

function nameOf(place: ArtifactPlace): string {
  if ('reference' in place) return place.reference;
  return place.name.startsWith('sha') && place.name.includes(':') ? shortDigest(place.name) : place.name;
}
