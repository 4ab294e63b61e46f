import * as vscode from 'vscode';
import { type ClassLevel } from '../../core/mof/components';
import { decodeText } from '../../core/text/decode';
import {
  NewFileChoicesRequest,
  NewFileRequest,
  type NewFileChoices,
  type NewFileChoicesParams,
  type NewFileParams,
} from '../../server/protocol';
import { type Extension } from '../extension';
import { createFile, modelFolders } from '../new-files';
import { type Server } from '../server';
import { cancelled, runSteps, type Step, type StepItem } from '../steps';

const FILE = 'mof.yml';

/** How much of a model card is read: its licence stands at the beginning. */
const CARD_BYTES = 64 * 1024;

/** What the steps collect. */
interface Answers {
  folder?: vscode.Uri;
  aim?: ClassLevel;
  name?: string;
  producer?: string;
  license?: string;
}

/** Asks for the few things that a MOF configuration can't do without, and writes it. Never replaces a file. */
export async function newMofFile({ server }: Extension): Promise<vscode.Uri | undefined> {
  const folders = await modelFolders(FILE);
  if (!folders.length) return undefined;
  const answers: Answers = folders.length === 1 ? { folder: folders[0]!.uri } : {};
  const choices = new Choices(server);
  const steps: Step<Answers>[] = [askAim(choices), askName, askProducer, askLicense(choices)];
  if (folders.length > 1) steps.unshift(askFolder);
  const done = await runSteps(vscode.l10n.t('New MOF File'), steps, answers);
  if (done === cancelled) return undefined;
  const release: NewFileParams = {
    aim: answers.aim!,
    name: answers.name!,
    producer: answers.producer!,
    license: answers.license!,
  };
  const text = await server.request<string>(NewFileRequest, release);
  if (text === undefined) throw notRunning();
  return createFile(vscode.Uri.joinPath(answers.folder!, FILE), text);
}

/** What the server offers to choose from, asked once a folder. */
class Choices {
  private readonly known = new Map<string, Promise<NewFileChoices>>();

  constructor(private readonly server: Server) {}

  for(folder: vscode.Uri): Promise<NewFileChoices> {
    const key = folder.toString();
    let known = this.known.get(key);
    if (!known) this.known.set(key, (known = this.ask(folder)));
    return known;
  }

  private async ask(folder: vscode.Uri): Promise<NewFileChoices> {
    const card = await textOfCard(folder);
    const params: NewFileChoicesParams = card === undefined ? {} : { card };
    const choices = await this.server.request<NewFileChoices>(NewFileChoicesRequest, params);
    if (!choices) throw notRunning();
    return choices;
  }
}

function notRunning(): Error {
  return new Error(vscode.l10n.t('The language server does not answer.'));
}

async function textOfCard(folder: vscode.Uri): Promise<string | undefined> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, 'README.md'));
    return decodeText(bytes.subarray(0, CARD_BYTES)).text;
  } catch {
    return undefined; // no model card
  }
}

const askFolder: Step<Answers> = async (step, answers) => {
  const items = (vscode.workspace.workspaceFolders ?? []).map(({ name, uri }) => ({ label: name, value: uri }));
  answers.folder = await step.pick({ items, placeholder: vscode.l10n.t('The folder of the model') });
};

const askAim =
  (choices: Choices): Step<Answers> =>
  async (step, answers) => {
    const { classes } = await choices.for(answers.folder!);
    const items = classes.map(({ level, label, name, components }) => ({
      label,
      description: name,
      detail: vscode.l10n.t('{0} components', components),
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

const askLicense =
  (choices: Choices): Step<Answers> =>
  async (step, answers) => {
    const offered = await choices.for(answers.folder!);
    const item = ({ id, name }: { id: string; name: string }) => ({ label: id, description: name, value: id });
    const items: StepItem<string>[] = [
      ...offered.suggested.map(item),
      { label: vscode.l10n.t('No licence yet'), value: '' },
      { label: '', kind: vscode.QuickPickItemKind.Separator, value: '' },
      ...offered.others.map(item),
    ];
    const known = answers.license ?? offered.known;
    answers.license = await step.pick({
      items,
      placeholder: vscode.l10n.t('The licence of the release; a component can have another'),
      active: items.find(({ value }) => value === known),
    });
  };
