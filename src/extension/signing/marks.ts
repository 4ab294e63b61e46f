import * as vscode from 'vscode';
import { VerificationDecorations } from './decorations';
import { VerificationProblems } from './problems';
import { updateVerdict } from './verdict-report';
import { type VerifiedModels } from './verified-models';

/** Shows verdicts where the files are, from the first one on: until then, nothing is asked of the Explorer. */
export function registerVerificationMarks(verified: VerifiedModels): vscode.Disposable {
  const shown: vscode.Disposable[] = [];
  const first = verified.onDidChange((model) => {
    if (shown.length) {
      if (model.changedSince.length) updateVerdict(model);
      return;
    }
    const [problems, decorations] = [new VerificationProblems(verified), new VerificationDecorations(verified)];
    shown.push(problems, decorations);
    // They were not there yet to be told.
    problems.show(model);
    decorations.show(model);
  });
  return vscode.Disposable.from(first, new vscode.Disposable(() => vscode.Disposable.from(...shown).dispose()));
}
