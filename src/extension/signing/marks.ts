import type * as vscode from 'vscode';
import { VerificationDecorations } from './decorations';
import { VerificationProblems } from './problems';
import { updateVerdict } from './verdict-report';
import { type VerifiedModel, type VerifiedModels } from './verified-models';

/** Shows verdicts where the files are, from the first one on: until then, nothing is asked of the Explorer. */
export class VerificationMarks implements vscode.Disposable {
  private shown: { problems: VerificationProblems; decorations: VerificationDecorations } | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly verified: VerifiedModels) {
    this.subscription = verified.onDidChange((model) => this.show(model));
  }

  /** What the Explorer shows of a file. */
  decorationOf(uri: vscode.Uri): vscode.FileDecoration | undefined {
    return this.shown?.decorations.provideFileDecoration(uri);
  }

  dispose(): void {
    this.subscription.dispose();
    this.shown?.problems.dispose();
    this.shown?.decorations.dispose();
  }

  private show(model: VerifiedModel): void {
    if (this.shown) {
      if (model.changedSince.length) updateVerdict(model);
      return;
    }
    this.shown = {
      problems: new VerificationProblems(this.verified),
      decorations: new VerificationDecorations(this.verified),
    };
    // They were not there yet to be told.
    this.shown.problems.show(model);
    this.shown.decorations.show(model);
  }
}
