import * as vscode from 'vscode';
import { printable } from '../../core/report/printable';
import { sizeText } from '../../core/report/size';
import { type Packaging } from '../../node/api';
import { type LayerKind, type Planned, type Selection, type WantedAnnotations } from '../../node/oci/service';
import { type Extension } from '../extension';
import { showReport } from '../reports';
import { nameOf } from '../signing/model-folder';
import { isFailure, named, shownName, succeeded } from '../signing/service';
import { cancelled, isLeft, runSteps, type Step, type StepItem, type StepUi } from '../steps';
import { askAnnotations } from './annotation-step';
import { decidedByWords, kindWords } from './kind-words';
import { askLayout } from './layouts';

/** What is asked before a model is packaged. */
export interface PackAnswers {
  /** A Kitfile or Modelfile; absent where all files go in. */
  recipe?: vscode.Uri;
  allowSymlinks?: boolean;
  /** Paths of files that are left out. */
  without?: readonly string[];
  /** Of which kind files are, where the user said so, by their paths. */
  kinds?: ReadonlyMap<string, LayerKind>;
  name?: string;
  layout?: vscode.Uri;
  annotations?: WantedAnnotations;
}

interface Asking {
  extension: Extension;
  packaging: Packaging;
  model: vscode.Uri;
  /** The recipes of the model, by their names. */
  recipes: readonly string[];
}

/** Asks how to package a model, in steps that can be gone back. Undefined when the user gives up. */
export async function askHowToPack(asking: Asking, known: PackAnswers): Promise<PackAnswers | undefined> {
  const shown: Shown = {};
  const series: Step<PackAnswers>[] = [
    ...(asking.recipes.length && !known.recipe ? [askRecipe(asking)] : []),
    askFiles(asking, shown),
    askName(asking, shown),
    ...(known.layout ? [] : [askLayout<PackAnswers>(asking, vscode.l10n.t('Where the artifact goes'))]),
    askAnnotations(() => shown.planned?.hasMof ?? false),
    confirm(asking, shown),
  ];
  const done = await runSteps<PackAnswers>(vscode.l10n.t('Package {0}', shownName(asking.model)), series, known);
  return done === cancelled ? undefined : done;
}

/** What the files of the model were found to be. */
interface Shown {
  planned?: Planned;
}

/** What of a model goes in, by the answers. */
export function selectionOf(model: vscode.Uri, answers: PackAnswers): Selection {
  const { recipe, allowSymlinks = false, without, kinds } = answers;
  return {
    model: named(model),
    allowSymlinks,
    ...(recipe ? { recipe: named(recipe) } : {}),
    ...(without ? { without } : {}),
    ...(kinds ? { kinds } : {}),
  };
}

const askRecipe =
  ({ model, recipes }: Asking): Step<PackAnswers> =>
  async (step, answers) => {
    const items: StepItem<string | undefined>[] = [
      ...recipes.map((name) => ({
        label: `$(file-code) ${name}`,
        detail: vscode.l10n.t('What it lists, and what it says of the model.'),
        value: name,
      })),
      {
        label: vscode.l10n.t('$(files) All files'),
        detail: vscode.l10n.t('You choose in the next step. What belongs to git is left out.'),
        value: undefined,
      },
    ];
    const active = items.find(({ value }) => answers.recipe && value === nameOf(answers.recipe));
    const name = await step.pick({ items, active, placeholder: vscode.l10n.t('What says what goes in') });
    if (name === undefined) delete answers.recipe;
    else answers.recipe = vscode.Uri.joinPath(model, name);
  };

const askFiles =
  ({ packaging, model }: Asking, shown: Shown): Step<PackAnswers> =>
  async (step, answers) => {
    for (;;) {
      // What was left out is shown, too: it may be wanted after all.
      const all: PackAnswers = { ...answers };
      delete all.without;
      const planned = await packaging.plan(selectionOf(model, all));
      if (!succeeded(planned)) throw cancelled;
      shown.planned = planned;
      const left = new Set(answers.without ?? insideLayouts(planned));
      const { values, pressed } = await step.pickMany({
        items: planned.files.map(fileItem),
        placeholder: vscode.l10n.t('What goes in'),
        isChosen: (path) => !left.has(path),
      });
      const chosen = new Set(values);
      answers.without = planned.files.map(({ path }) => path).filter((path) => !chosen.has(path));
      if (pressed !== undefined) await changeKind(step, answers, planned, pressed);
      else if (chosen.size) return;
      else void vscode.window.showErrorMessage(vscode.l10n.t('Nothing is chosen: an artifact has one file at least.'));
    }
  };

/** Files of layouts in the model: artifacts, and no parts of it. */
function insideLayouts({ files }: Planned): string[] {
  const layouts = files.flatMap(({ path }) =>
    path.endsWith('/oci-layout') ? [path.slice(0, -'oci-layout'.length)] : [],
  );
  return files.map(({ path }) => path).filter((path) => layouts.some((folder) => path.startsWith(folder)));
}

function fileItem({ path, size, kind, by }: Planned['files'][number]): StepItem<string> {
  return {
    label: path,
    description: `${kindWords(kind)} · ${sizeText(size)} · ${decidedByWords(by)}`,
    buttons: [{ iconPath: new vscode.ThemeIcon('edit'), tooltip: vscode.l10n.t('Change What It Is') }],
    value: path,
  };
}

async function changeKind(step: StepUi, answers: PackAnswers, { files }: Planned, path: string): Promise<void> {
  const items: StepItem<LayerKind>[] = KINDS.map((kind) => ({
    label: kindWords(kind),
    description: kind,
    value: kind,
  }));
  const now = files.find((file) => file.path === path)?.kind;
  try {
    const kind = await step.pick({
      items,
      active: items.find(({ value }) => value === now),
      placeholder: vscode.l10n.t('What is {0}?', path),
    });
    answers.kinds = new Map([...(answers.kinds ?? []), [path, kind]]);
  } catch (signal) {
    // Back to the files.
    if (!isLeft(signal)) throw signal;
  }
}

/** The kinds of the specification (model-spec, spec.md), what there is most of first. */
const KINDS: readonly LayerKind[] = ['weight', 'weight.config', 'code', 'dataset', 'doc'];

const askName =
  ({ packaging, model }: Asking, shown: Shown): Step<PackAnswers> =>
  async (step, answers) => {
    answers.name = await step.ask({
      prompt: vscode.l10n.t('The name of the artifact: registry/repository:tag to push it, or any name of your own'),
      placeholder: 'registry.example.org/repository:tag',
      value: answers.name ?? usualName(model, shown.planned?.version),
      checkAccepted: async (text) => (await packaging.whyNoName(text))?.failure,
    });
  };

/** A name that every registry takes: letters, digits and single hyphens. */
function usualName(model: vscode.Uri, version = 'latest'): string {
  const plain = (text: string, no: RegExp) => text.replace(no, '-').replace(/-+/g, '-').replace(/^-|-$/g, '');
  const name = plain(nameOf(model).toLowerCase(), /[^a-z0-9]/g) || 'model';
  return `${name}:${plain(version, /[^A-Za-z0-9.]/g) || 'latest'}`;
}

/** Says what will be done; the last step. */
const confirm =
  ({ extension, packaging, model }: Asking, shown: Shown): Step<PackAnswers> =>
  async (step, answers) => {
    const { files = [], warnings = [] } = shown.planned ?? {};
    const left = new Set(answers.without);
    const chosen = files.filter(({ path }) => !left.has(path));
    const size = sizeText(chosen.reduce((sum, file) => sum + file.size, 0));
    const lacking = await packaging.lackingAnnotations(selectionOf(model, answers), answers.annotations!);
    const remarks = [...warnings, ...(isFailure(lacking) ? [lacking.failure] : lacking)];
    const items: StepItem<'pack' | 'remarks'>[] = [
      {
        label: vscode.l10n.t('$(package) Package'),
        description:
          chosen.length === 1
            ? vscode.l10n.t('1 file, {0}', size)
            : vscode.l10n.t('{0} files, {1}', chosen.length, size),
        detail: vscode.l10n.t('{0} in {1}', answers.name!, shownName(answers.layout!)),
        value: 'pack',
      },
      ...(remarks.length
        ? [
            {
              label: vscode.l10n.t('$(warning) Show remarks'),
              description: String(remarks.length),
              detail: remarks[0]!,
              value: 'remarks' as const,
            },
          ]
        : []),
    ];
    const placeholder = vscode.l10n.t('What is packaged');
    while ((await step.pick({ items, placeholder })) !== 'pack') await showRemarks(extension, model, remarks);
  };

async function showRemarks(extension: Extension, model: vscode.Uri, remarks: readonly string[]): Promise<void> {
  const name = `${shownName(model)}/${vscode.l10n.t('Remarks on packaging {0}', nameOf(model))}`;
  await showReport(extension, name, { report: `${remarks.map(printable).join('\n')}\n`, wide: true });
}
