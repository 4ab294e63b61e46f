import * as vscode from 'vscode';
import { formatReference, parseReference } from '../../core/oci/reference';
import { sizeText } from '../../core/report/size';
import { type Packaging } from '../../node/api';
import { type Transferred } from '../../node/oci/service';
import { type Extension } from '../extension';
import { askReference, chooseArtifact, whyNoReference, type LocalArtifact } from '../packaging/artifacts';
import { rememberLayout } from '../packaging/layouts';
import { packagingServiceToWrite } from '../packaging/service';
import { transfer } from '../packaging/transfer';
import { named, succeeded } from '../signing/service';

/** What is known already and is not asked. */
export type GivenToPush = LocalArtifact & { reference?: string; recursive?: boolean };

/** Sends an artifact of a layout to a registry. */
export async function pushArtifact(extension: Extension, given?: GivenToPush): Promise<Transferred | undefined> {
  const packaging = await packagingServiceToWrite(extension);
  if (!packaging) return undefined;
  const artifact: GivenToPush | undefined =
    given ?? (await chooseArtifact(extension, packaging, vscode.l10n.t('The artifact to push')));
  if (!artifact) return undefined;
  const { layout, name } = artifact;
  const reference = artifact.reference ?? (await askTarget(name));
  if (reference === undefined) return undefined;
  const recursive = artifact.recursive ?? (await askAttached(packaging, artifact));
  if (recursive === undefined) return undefined;
  await rememberLayout(extension, layout);
  const underWay = { way: 'push', reference, layout: layout.fsPath, name, recursive } as const;
  const pushed = await transfer(extension, underWay, (access, { progress, signal }) =>
    packaging.push({ layout: named(layout), name, reference, recursive, access, progress, signal }),
  );
  if (pushed) void tell(reference, pushed);
  return pushed;
}

async function askTarget(name: string): Promise<string | undefined> {
  const prompt = vscode.l10n.t('Where to push the artifact');
  const isReference = whyNoReference(name, 'tag') === undefined;
  const given = await askReference(prompt, isReference ? name : `localhost:5000/${name}`, 'tag');
  return given === undefined ? undefined : formatReference(parseReference(given.trim()));
}

/** Whether what is attached is sent, too. Undefined when the user gives up. */
async function askAttached(packaging: Packaging, { layout, name }: LocalArtifact): Promise<boolean | undefined> {
  const view = await packaging.inspect({ layout: named(layout), name });
  if (!succeeded(view)) return undefined;
  if (!view.attached.length) return false;
  const items = [
    {
      label: vscode.l10n.t('With all that is attached'),
      description: [...new Set(view.attached.map(({ artifactType }) => artifactType))].join(', '),
      recursive: true,
    },
    { label: vscode.l10n.t('The artifact alone'), recursive: false },
  ];
  const placeHolder = vscode.l10n.t('What to push');
  return (await vscode.window.showQuickPick(items, { placeHolder, ignoreFocusOut: true }))?.recursive;
}

async function tell(reference: string, { digest, files, bytes, present }: Transferred): Promise<void> {
  const copy = vscode.l10n.t('Copy Reference with Digest');
  const message = vscode.l10n.t(
    '{0} is pushed: {1} blobs, {2}; there already: {3}.',
    reference,
    files,
    sizeText(bytes),
    present,
  );
  if ((await vscode.window.showInformationMessage(message, copy)) === copy)
    await vscode.env.clipboard.writeText(`${reference}@${digest}`);
}
