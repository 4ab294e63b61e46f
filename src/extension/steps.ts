import * as vscode from 'vscode';

/** One step of a series: asks with the given means and writes into the answers. */
export type Step<A> = (step: StepUi, answers: A) => Promise<void>;

/** The user ended the series. */
export const cancelled = Symbol('cancelled');
const back = Symbol('back');

export interface StepItem<T> extends vscode.QuickPickItem {
  value: T;
}

export interface Question {
  prompt: string;
  value: string;
  /** What is wrong with a text; empty texts are never accepted. */
  check?(text: string): string | undefined;
}

export interface Choice<T> {
  items: readonly StepItem<T>[];
  placeholder: string;
  /** The item to begin at. */
  active?: StepItem<T> | undefined;
}

/** How a step asks. Each question ends the step when it is answered; "back" and Escape are dealt with outside. */
export interface StepUi {
  ask(question: Question): Promise<string>;
  pick<T>(choice: Choice<T>): Promise<T>;
}

/** Runs a series of steps, each of which can be gone back to; what was answered before is kept. */
export async function runSteps<A>(title: string, steps: readonly Step<A>[], answers: A): Promise<A | typeof cancelled> {
  for (let at = 0; at < steps.length;) {
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
    ask({ prompt, value, check }) {
      const input = vscode.window.createInputBox();
      Object.assign(input, { prompt, value });
      const problem = () =>
        input.value.trim() ? check?.(input.value.trim()) : vscode.l10n.t('Something has to be written here.');
      return show<vscode.InputBox, string>(
        input,
        (listener) => input.onDidTriggerButton(listener),
        (accept) =>
          vscode.Disposable.from(
            input.onDidChangeValue(() => (input.validationMessage = check?.(input.value.trim()))),
            input.onDidAccept(() => {
              input.validationMessage = problem();
              if (!input.validationMessage) accept(input.value.trim());
            }),
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
  };
}
