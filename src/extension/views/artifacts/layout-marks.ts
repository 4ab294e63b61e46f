import * as vscode from 'vscode';
import { type StoreContents } from './store-contents';

/** Marks in the Explorer the folders of layouts with which something is wrong. */
export class LayoutMarks implements vscode.FileDecorationProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri[]>();
  private marks = new Map<string, vscode.FileDecoration>();
  private registration: vscode.Disposable | undefined;
  readonly onDidChangeFileDecorations = this.changed.event;

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    return this.marks.get(uri.toString());
  }

  /** Shows what is known of stores now. Until something is wrong, nothing is asked of the Explorer. */
  show(stores: readonly StoreContents[]): void {
    const before = this.marks;
    this.marks = new Map(
      stores.flatMap((store) => {
        const words = whatIsWrong(store);
        return words === undefined ? [] : [[store.uri.toString(), mark(words)] as const];
      }),
    );
    if (!this.marks.size && !before.size) return;
    this.registration ??= vscode.window.registerFileDecorationProvider(this);
    const places = new Set([...before.keys(), ...this.marks.keys()]);
    this.changed.fire([...places].map((place) => vscode.Uri.parse(place)));
  }

  dispose(): void {
    this.registration?.dispose();
    this.changed.dispose();
  }
}

/** Without a colour: themes have none that can be read on the paler words behind a name. */
function mark(words: string): vscode.FileDecoration {
  return new vscode.FileDecoration('!', words);
}

function whatIsWrong({ state, graph }: StoreContents): string | undefined {
  if (state === 'failed') return vscode.l10n.t('This layout cannot be read');
  const damaged = graph.artifacts.filter((artifact) => artifact.state === 'damaged').length;
  return damaged ? vscode.l10n.t('Damaged artifacts: {0}', damaged) : undefined;
}
