import * as vscode from 'vscode';
import { parseReference } from '../../core/oci/reference';
import { printable } from '../../core/report/printable';
import { type Failure } from '../../node/oci/service';
import { type EditorRelease, type ReleaseResult, type ReleaseService } from '../../node/release/service';
import { type Extension } from '../extension';
import { rememberLayout } from '../packaging/layouts';
import { packagingServiceToWrite } from '../packaging/service';
import { withRegistry } from '../packaging/registry-access';
import { askHowToRelease, releaseOf, type ReleaseAnswers } from '../release/release-steps';
import { releaseServiceToWrite } from '../release/service';
import { showReport } from '../reports';
import { choiceOf } from '../signing/choice';
import { chooseModel, nameOf } from '../signing/model-folder';
import { rememberPrivateKey, rememberToken } from '../signing/private-keys';
import { withProgress } from '../signing/progress';
import { saveFirst } from '../signing/save-first';
import { inert, isFailure, shownName, signingService, succeeded } from '../signing/service';

/**
 * Releases a model: a folder of the Explorer, the folder of a MOF file, or one that is picked. What will happen is shown before
 * anything does, and a release that was interrupted is gone on with.
 * @param _selected what the Explorer hands over beside
 * @param given how to release, where that is known and is not asked
 */
export async function releaseModel(
  extension: Extension,
  uri?: vscode.Uri,
  _selected?: unknown,
  given?: ReleaseAnswers,
): Promise<ReleaseResult | undefined> {
  const releasing = await releaseServiceToWrite(extension);
  const packaging = releasing && (await packagingServiceToWrite(extension));
  const signing = packaging && (await signingService(extension));
  if (!signing) return undefined;
  const model = await chooseModel(uri, vscode.l10n.t('The model to release'));
  if (!model) return undefined;
  const [save, anyway] = [vscode.l10n.t('Save and Release'), vscode.l10n.t('Release as on Disk')];
  if (!(await saveFirst(model, save, anyway))) return undefined;
  const answers = given ?? (await askHowToRelease({ extension, releasing, packaging, signing, model }, {}));
  if (!answers) return undefined;
  const result = await run(extension, releasing, model, answers);
  if (!result) return undefined;
  await rememberLayout(extension, answers.layout!);
  if (answers.signs && answers.method === 'token') await rememberToken(extension.context, answers.uri!);
  else if (answers.signs && answers.key) await rememberPrivateKey(extension.context, answers.key);
  void tell(extension, model, answers, result);
  return result;
}

async function run(
  extension: Extension,
  releasing: ReleaseService,
  model: vscode.Uri,
  answers: ReleaseAnswers,
): Promise<ReleaseResult | undefined> {
  const release = releaseOf(model, answers);
  const attempt = (more: Partial<EditorRelease> = {}) =>
    withProgress(vscode.l10n.t('Releasing {0}', shownName(model)), async ({ progress, signal, say }) => {
      const choice = answers.signs ? choiceOf(answers, model, { progress, signal, say }) : undefined;
      const signer = release.signer && choice ? { signer: { ...release.signer, choice } } : {};
      const starting = (_id: string, title: string) => say(title);
      return releasing.run({ ...release, ...signer, ...more }, { progress, signal, starting });
    });
  const { reference, isPushed } = targetOf(answers);
  if (!isPushed) return told(await attempt());
  // Whoever has to log in first begins again: what is done stays done.
  let last: ReleaseResult | Failure | undefined;
  const result = await withRegistry(extension, reference, async (access) => (last = await attempt({ access })));
  if (!result && last && isFailure(last) && last.kind === 'cancelled') void offerToGoOn(extension, model, answers);
  return result;

  function told(answer: ReleaseResult | Failure): ReleaseResult | undefined {
    if (isFailure(answer) && answer.kind === 'cancelled') void offerToGoOn(extension, model, answers);
    return succeeded(answer) ? answer : undefined;
  }
}

/** The registry that a name is of, and whether anything is pushed there. */
function targetOf({ name = '', skip }: ReleaseAnswers): { reference: string; isPushed: boolean } {
  const [first, ...rest] = name.split('/');
  const isOfRegistry = rest.length > 0 && (/[.:]/.test(first!) || first === 'localhost');
  return { reference: name, isPushed: isOfRegistry && !skip?.has('push') && parseReference(name).tag !== undefined };
}

async function offerToGoOn(extension: Extension, model: vscode.Uri, answers: ReleaseAnswers): Promise<void> {
  const goOn = vscode.l10n.t('Go On');
  const message = vscode.l10n.t('{0} is not released. The next run goes on where this one ended.', shownName(model));
  if ((await vscode.window.showInformationMessage(inert(message), goOn)) === goOn)
    await releaseModel(extension, model, undefined, answers);
}

async function tell(
  extension: Extension,
  model: vscode.Uri,
  answers: ReleaseAnswers,
  result: ReleaseResult,
): Promise<void> {
  const failed = result.steps.find(({ state }) => state === 'failed');
  const shown = result.reference ?? result.name;
  const summary = vscode.l10n.t('Show Summary');
  if (failed) {
    const message = vscode.l10n.t('{0} is not released. {1}: {2}', shownName(model), failed.title, failed.detail);
    if ((await vscode.window.showErrorMessage(inert(message), summary)) === summary)
      await showSummary(extension, model, result);
    return;
  }
  const [copy, evidence] = [vscode.l10n.t('Copy Reference with Digest'), vscode.l10n.t('Open Evidence')];
  const hasReport = !answers.skip?.has('report') && !answers.skip?.has('verify');
  const message = vscode.l10n.t('{0} is released as {1}.', shownName(model), shown);
  const actions = [summary, copy, ...(hasReport ? [evidence] : [])];
  const choice = await vscode.window.showInformationMessage(inert(message), ...actions);
  if (choice === summary) await showSummary(extension, model, result);
  else if (choice === copy) await vscode.env.clipboard.writeText(`${shown}@${result.digest}`);
  else if (choice === evidence)
    await vscode.env.openExternal(vscode.Uri.file(releaseOf(model, answers).report.file.path));
}

/** What became of each step, and what is left open. */
async function showSummary(extension: Extension, model: vscode.Uri, result: ReleaseResult): Promise<void> {
  const { steps, gate, questions, warnings, signer, digest } = result;
  const lines = [
    ...steps.map(({ state, title, detail }) => `${MARKS[state]} ${title}: ${detail}`),
    ...section(
      vscode.l10n.t('Findings'),
      (gate?.findings ?? []).map(({ file, line, message, rule }) => `${file}:${line} ${message} (${rule})`),
    ),
    ...section(vscode.l10n.t('Warnings'), warnings),
    ...section(
      vscode.l10n.t('Left open'),
      questions.map(({ file, message }) => `${file}: ${message}`),
    ),
    ...(signer === undefined ? [] : ['', vscode.l10n.t('Signed by {0}', signer)]),
    ...(digest === undefined ? [] : [digest]),
  ];
  const name = `${shownName(model)}/${vscode.l10n.t('Release of {0}', nameOf(model))}`;
  await showReport(extension, name, { report: `${lines.map(printable).join('\n')}\n`, wide: true });
}

const MARKS = { done: '+', kept: '=', skipped: '-', failed: 'x' } as const;

function section(title: string, lines: readonly string[]): string[] {
  return lines.length ? ['', `${title}: ${lines.length}`, ...lines.map((line) => `  ${line}`)] : [];
}
