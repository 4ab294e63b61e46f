import * as vscode from 'vscode';

/** One step of a series: asks with the given means and writes into the answers. */
export type Step<A> = (step: StepUi, answers: A) => Promise<void>;

/** The user ended the series. */
export const cancelled = Symbol('cancelled');
const back = Symbol('back');

/** Whether what a question threw means that the user left it, for steps of several questions: they ask the one before. */
export function isLeft(signal: unknown): boolean {
  return signal === back || signal === cancelled;
}

export interface StepItem<T> extends vscode.QuickPickItem {
  value: T;
}

export interface Question {
  prompt: string;
  value: string;
  placeholder?: string;
  /** What is wrong with a text; empty texts are never accepted. */
  check?(text: string): string | undefined;
  /** As `check`, once the text was accepted, for what takes a while. */
  checkAccepted?(text: string): Promise<string | undefined>;
  /** Whether what is typed is hidden, and taken as it is. */
  secret?: boolean;
}

export interface Choice<T> {
  items: readonly StepItem<T>[];
  placeholder: string;
  /** The item to begin at. */
  active?: StepItem<T> | undefined;
}

export interface ManyChoice<T> {
  items: readonly StepItem<T>[];
  placeholder: string;
  /** Whether an item is chosen at first. */
  isChosen(value: T): boolean;
}

/** What was chosen of several; the question is to be asked again where a button of an item was pressed. */
export interface Chosen<T> {
  values: readonly T[];
  /** The item whose button was pressed. */
  pressed?: T;
}

/** How a step asks. Each question ends the step when it is answered; "back" and Escape are dealt with outside. */
export interface StepUi {
  ask(question: Question): Promise<string>;
  pick<T>(choice: Choice<T>): Promise<T>;
  pickMany<T>(choice: ManyChoice<T>): Promise<Chosen<T>>;
}

/**
 * Runs a series of steps, each of which can be gone back to; what was answered before is kept.
 * @param series the steps, or what they are in view of the answers so far; those that were taken stay the same then
 */
export async function runSteps<A>(
  title: string,
  series: readonly Step<A>[] | ((answers: A) => readonly Step<A>[]),
  answers: A,
): Promise<A | typeof cancelled> {
  const stepsNow = () => (typeof series === 'function' ? series(answers) : series);
  for (let at = 0, steps = stepsNow(); at < steps.length; steps = stepsNow()) {
    try {
      await steps[at]!(stepUi(title, at + 1, steps.length), answers);
      at++;
    } catch (signal) {
      if (signal === cancelled) return cancelled;
      if (signal !== back) throw signal;
      at--;
    }
  }
  return answers;
}

function stepUi(title: string, step: number, totalSteps: number): StepUi {
  /** Shows an input and waits for what `accept` makes of it. */
  const show = <I extends vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] }, T>(
    input: I,
    onButton: (listener: (button: vscode.QuickInputButton) => void) => vscode.Disposable,
    onAccept: (accept: (value: T) => void) => vscode.Disposable,
  ): Promise<T> => {
    Object.assign(input, { title, step, totalSteps, ignoreFocusOut: true });
    if (step > 1) input.buttons = [vscode.QuickInputButtons.Back];
    const listeners: vscode.Disposable[] = [];
    return new Promise<T>((resolve, reject) => {
      listeners.push(
        onButton((button) => button === vscode.QuickInputButtons.Back && reject(back)),
        onAccept(resolve),
        input.onDidHide(() => reject(cancelled)),
      );
      input.show();
    }).finally(() => vscode.Disposable.from(...listeners, input).dispose());
  };

  return {
    ask({ prompt, value, placeholder, check, checkAccepted, secret = false }) {
      const input = vscode.window.createInputBox();
      Object.assign(input, { prompt, value, placeholder, password: secret });
      const text = () => (secret ? input.value : input.value.trim());
      const problem = () => (text() ? check?.(text()) : vscode.l10n.t('Something has to be written here.'));
      const accepted = async (accept: (value: string) => void): Promise<void> => {
        const given = text();
        input.validationMessage = problem();
        if (input.validationMessage) return;
        Object.assign(input, { busy: true, enabled: false });
        input.validationMessage = await checkAccepted?.(given);
        Object.assign(input, { busy: false, enabled: true });
        if (!input.validationMessage) accept(given);
      };
      return show<vscode.InputBox, string>(
        input,
        (listener) => input.onDidTriggerButton(listener),
        (accept) =>
          vscode.Disposable.from(
            input.onDidChangeValue(() => (input.validationMessage = check?.(text()))),
            input.onDidAccept(() => void accepted(accept)),
          ),
      );
    },
    pick<T>({ items, placeholder, active }: Choice<T>) {
      const input = vscode.window.createQuickPick<StepItem<T>>();
      Object.assign(input, { items, placeholder, matchOnDescription: true });
      if (active) input.activeItems = [active];
      return show<vscode.QuickPick<StepItem<T>>, T>(
        input,
        (listener) => input.onDidTriggerButton(listener),
        (accept) =>
          input.onDidAccept(() => {
            const [chosen] = input.selectedItems;
            if (chosen) accept(chosen.value);
          }),
      );
    },
    pickMany<T>({ items, placeholder, isChosen }: ManyChoice<T>) {
      const input = vscode.window.createQuickPick<StepItem<T>>();
      Object.assign(input, { items, placeholder, canSelectMany: true, matchOnDescription: true });
      input.selectedItems = items.filter(({ value }) => isChosen(value));
      const values = () => input.selectedItems.map(({ value }) => value);
      return show<vscode.QuickPick<StepItem<T>>, Chosen<T>>(
        input,
        (listener) => input.onDidTriggerButton(listener),
        (accept) =>
          vscode.Disposable.from(
            input.onDidAccept(() => accept({ values: values() })),
            input.onDidTriggerItemButton(({ item }) => accept({ values: values(), pressed: item.value })),
          ),
      );
    },
  };
}
