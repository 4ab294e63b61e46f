import * as vscode from 'vscode';
import { type ClassLevel } from '../../core/mof/components';
import { cancelled, runSteps, type Step, type StepItem } from '../steps';

const FILE = 'mof.yml';

/** What the steps collect. */
interface Answers {
  folder?: vscode.Uri;
  aim?: ClassLevel;
  name?: string;
  producer?: string;
  license?: string;
}

/** Asks for the few things that a MOF configuration can't do without, and writes it. Never replaces a file. */
export async function newMofFile(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (!folders.length) {
    const openFolder = vscode.l10n.t('Open Folder');
    const message = vscode.l10n.t('Open the folder of the model first: {0} is written there.', FILE);
    if ((await vscode.window.showInformationMessage(message, openFolder)) === openFolder)
      await vscode.commands.executeCommand('vscode.openFolder');
    return undefined;
  }
  const answers: Answers = folders.length === 1 ? { folder: folders[0]!.uri } : {};
  const steps: Step<Answers>[] = [askAim, askName, askProducer, askLicense];
  if (folders.length > 1) steps.unshift(askFolder);
  const done = await runSteps(vscode.l10n.t('New MOF File'), steps, answers);
  if (done === cancelled) return undefined;
  const { newMofDocument } = await import('../../core/mof/new-document');
  const text = newMofDocument({
    aim: answers.aim!,
    name: answers.name!,
    producer: answers.producer!,
    license: answers.license!,
  });
  return write(vscode.Uri.joinPath(answers.folder!, FILE), text);
}

async function write(file: vscode.Uri, text: string): Promise<vscode.Uri | undefined> {
  const change = new vscode.WorkspaceEdit();
  change.createFile(file, { overwrite: false, contents: new TextEncoder().encode(text) });
  if (!(await vscode.workspace.applyEdit(change))) {
    const open = vscode.l10n.t('Open It');
    const message = vscode.l10n.t('{0} is there already and was left as it is.', vscode.workspace.asRelativePath(file));
    if ((await vscode.window.showWarningMessage(message, open)) === open) await vscode.window.showTextDocument(file);
    return undefined;
  }
  await vscode.window.showTextDocument(file);
  return file;
}

const askFolder: Step<Answers> = async (step, answers) => {
  const items = (vscode.workspace.workspaceFolders ?? []).map(({ name, uri }) => ({ label: name, value: uri }));
  answers.folder = await step.pick({ items, placeholder: vscode.l10n.t('The folder of the model') });
};

const askAim: Step<Answers> = async (step, answers) => {
  const { className, shortLabel, standing } = await import('../../core/mof/summary');
  const { classify } = await import('../../core/mof/classify');
  const nothing = classify({ components: [], licenses: {} });
  const items = ([3, 2, 1] as const).map((level) => ({
    label: shortLabel(level),
    description: className(level),
    detail: vscode.l10n.t('{0} components', standing(nothing, level).total),
    value: level,
  }));
  answers.aim = await step.pick({
    items,
    placeholder: vscode.l10n.t('The class to aim at: its components are listed in the file'),
    active: items.find(({ value }) => value === answers.aim),
  });
};

const askName: Step<Answers> = async (step, answers) => {
  const folder = answers.folder!.path.split('/').filter(Boolean).at(-1) ?? '';
  answers.name = await step.ask({
    prompt: vscode.l10n.t('The name of the release'),
    value: answers.name ?? folder.replace(/\s+/g, '-'),
    check: (text) => (/\s/.test(text) ? vscode.l10n.t('A release name has no blanks.') : undefined),
  });
};

const askProducer: Step<Answers> = async (step, answers) => {
  answers.producer = await step.ask({
    prompt: vscode.l10n.t('Who releases the model: a person or an organization'),
    value: answers.producer ?? '',
  });
};

const askLicense: Step<Answers> = async (step, answers) => {
  const known = answers.license ?? (await licenseOfCard(answers.folder!));
  const items = await licenses();
  answers.license = await step.pick({
    items,
    placeholder: vscode.l10n.t('The licence of the release; a component can have another'),
    active: items.find(({ value }) => value === known),
  });
};

/** The licences that count as open, those that are used most first. */
async function licenses(): Promise<StepItem<string>[]> {
  const { openLicenses, SUGGESTED } = await import('../../core/mof/licenses');
  const { licenseById } = await import('../../core/licenses/catalogue');
  const first = [...new Set([...SUGGESTED.code, ...SUGGESTED.document, ...SUGGESTED.data])];
  const rest = openLicenses()
    .filter((id) => !first.includes(id))
    .sort((a, b) => a.localeCompare(b));
  const item = (id: string): StepItem<string> => ({ label: id, description: licenseById(id)?.name ?? '', value: id });
  return [
    ...first.map(item),
    { label: vscode.l10n.t('No licence yet'), value: '' },
    { label: '', kind: vscode.QuickPickItemKind.Separator, value: '' },
    ...rest.map(item),
  ];
}

/** The licence that the model card in a folder names, if it can have meant only one. */
async function licenseOfCard(folder: vscode.Uri): Promise<string | undefined> {
  const { cardLicense } = await import('../../core/mof/card-license');
  const { isOpen } = await import('../../core/mof/licenses');
  const { safeSpelling } = await import('../../core/mof/spelling');
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, 'README.md'));
    const written = cardLicense(new TextDecoder().decode(bytes))?.id;
    if (written === undefined) return undefined;
    return isOpen(written) ? written : safeSpelling(written);
  } catch {
    return undefined; // no model card
  }
}
