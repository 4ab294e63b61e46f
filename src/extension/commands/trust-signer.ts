import * as vscode from 'vscode';
import { printable } from '../../core/report/printable';
import { type Policies } from '../../node/api';
import { type NewSigner } from '../../node/policy/service';
import { type SignerId } from '../../core/signing/verdict/verdict';
import { type Extension } from '../extension';
import { policySearch } from '../policy/search';
import { policyService } from '../policy/service';
import { addSigner } from '../policy/write';
import { nameOf } from '../signing/model-folder';
import { inert, shownName, succeeded } from '../signing/service';
import { isProved, type VerifiedModel } from '../signing/verified-models';
import { isTrusted } from '../trust';
import { verifyAgain } from './verify-again';

/** What is known already and is not asked. */
export interface GivenToTrust {
  where?: 'folder' | 'user';
  what?: 'this' | 'everything';
  /** That what will be written was shown. */
  confirmed?: boolean;
}

/**
 * Writes into a trust policy that whoever was proved to have signed a model may sign it, once it was shown what will be written and
 * what that means. Never in a workspace that is not trusted.
 * @returns whether it was written
 */
export async function trustSigner(
  extension: Extension,
  about?: vscode.Uri,
  given: GivenToTrust = {},
): Promise<boolean> {
  if (!(await isTrusted(vscode.l10n.t('Nobody is trusted to sign in a workspace that is not trusted itself.'))))
    return false;
  const policies = await policyService(extension);
  const verified = policies && (await provedModel(extension, about));
  if (!verified) return false;
  const { model, verdict, expected } = verified;
  const who = await policies.signerEntry(verdict.signer!.id, expected);
  if (!succeeded<NewSigner['who']>(who)) return false;
  const file = given.where
    ? policies.policyFiles(policySearch(model))[given.where]
    : await chooseFile(policies.policyFiles(policySearch(model)));
  if (file === undefined) return false;
  const what = given.what ?? (await chooseArtifacts(nameOf(model)));
  if (!what) return false;
  const signer: NewSigner = { who, ...(what === 'this' ? { artifacts: [nameOf(model)] } : {}) };
  const target = vscode.Uri.file(file);
  if (!given.confirmed && !(await confirm(policies, verdict.signer!, signer, target))) return false;
  if (!(await addSigner(policies, target, signer))) return false;
  await verifyAgain(extension, model, 'same');
  return true;
}

/** The model whose signer is meant: the one that is named, or one that was verified. */
async function provedModel({ verified }: Extension, about: vscode.Uri | undefined): Promise<VerifiedModel | undefined> {
  const proved = verified
    .all()
    .filter((each) => isProved(each) && (!about || each.model.toString() === about.toString()));
  if (proved.length < 2) {
    if (!proved.length)
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Nobody is proved to have signed. Verify a model first; its signature has to hold.'),
      );
    return proved[0];
  }
  const items = proved.map((each) => ({
    label: printable(shownName(each.model)),
    description: printable(each.verdict.signer!.name),
    each,
  }));
  const placeHolder = vscode.l10n.t('The model whose signer is to be trusted');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.each;
}

async function chooseFile({ folder, user }: { folder?: string; user?: string }): Promise<string | undefined> {
  const items = [
    ...(folder === undefined
      ? []
      : [
          {
            label: vscode.l10n.t('In the policy of this folder'),
            description: shownName(vscode.Uri.file(folder)),
            detail: vscode.l10n.t('For everybody who works in it. The policy of a user can only make it stricter.'),
            file: folder,
          },
        ]),
    ...(user === undefined
      ? []
      : [
          {
            label: vscode.l10n.t('In my own policy'),
            description: user,
            detail: vscode.l10n.t('For me, in every folder. Policies of folders can only make it stricter.'),
            file: user,
          },
        ]),
  ];
  return (
    await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Where to write down who is trusted') })
  )?.file;
}

async function chooseArtifacts(name: string): Promise<'this' | 'everything' | undefined> {
  const items = [
    { label: vscode.l10n.t('Only {0}', printable(name)), what: 'this' as const },
    {
      label: vscode.l10n.t('Everything'),
      detail: vscode.l10n.t('Whatever the signer signs is accepted then, under any name.'),
      what: 'everything' as const,
    },
  ];
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('What the signer may sign') }))?.what;
}

/** Shows what will be written, and what it means. */
async function confirm(
  policies: Policies,
  { name }: { name: string; id: SignerId },
  signer: NewSigner,
  file: vscode.Uri,
): Promise<boolean> {
  const trust = vscode.l10n.t('Trust');
  const message = signer.artifacts
    ? vscode.l10n.t('Trust {0} to sign {1}?', printable(name), printable(signer.artifacts.join(', ')))
    : vscode.l10n.t('Trust {0} to sign everything?', printable(name));
  const lines = policies.signerText(signer).split('\n').map(printable).join('\n');
  const detail = [
    vscode.l10n.t('This is written into {0}:', shownName(file)),
    lines,
    vscode.l10n.t(
      'From then on, only those whom the policy lists may sign. That a signature holds says who signed, not that they should have: ask somebody who knows.',
    ),
  ].join('\n\n');
  return (
    (await vscode.window.showWarningMessage(inert(message), { modal: true, detail: inert(detail) }, trust)) === trust
  );
}
