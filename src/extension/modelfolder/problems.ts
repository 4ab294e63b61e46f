import * as vscode from 'vscode';
import { type Severity } from '../../core/findings/finding';
import { docsUrl } from '../../core/findings/rule';
import { type FolderProblem } from '../../core/modelfolder/inventory';
import { type FolderChecks } from '../../node/modelfolder/service';
import { isFailure, named } from '../signing/service';

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** How long a folder is let be after a file in it was saved, in milliseconds: several are often saved together. */
const REST = 500;

/** Puts into Problems what is wrong in the model folders that were checked, and keeps that true when files in them are saved. */
export class FolderProblems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('model-openness-folder');
  private readonly subscription: vscode.Disposable;
  /** Where the findings of each folder are. */
  private readonly places = new Map<string, { folder: vscode.Uri; files: vscode.Uri[] }>();
  private readonly waiting = new Map<string, NodeJS.Timeout>();

  constructor(private readonly checks: FolderChecks) {
    this.subscription = vscode.workspace.onDidSaveTextDocument(({ uri }) => this.checkSoon(uri));
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    vscode.Disposable.from(this.subscription, this.collection).dispose();
  }

  /** Shows the findings of a folder in place of those it had. */
  show(folder: vscode.Uri, problems: readonly FolderProblem[]): void {
    for (const uri of this.places.get(folder.toString())?.files ?? []) this.collection.delete(uri);
    const byFile = new Map<string, [vscode.Uri, vscode.Diagnostic[]]>();
    for (const problem of problems) {
      const uri = problem.path ? vscode.Uri.joinPath(folder, problem.path) : folder;
      const [, diagnostics] = byFile.get(uri.toString()) ?? byFile.set(uri.toString(), [uri, []]).get(uri.toString())!;
      diagnostics.push(diagnosticOf(problem));
    }
    this.collection.set([...byFile.values()]);
    this.places.set(folder.toString(), { folder, files: [...byFile.values()].map(([uri]) => uri) });
  }

  /** Checks the folders again that a file which was saved lies in. */
  private checkSoon(uri: vscode.Uri): void {
    for (const [key, { folder }] of this.places) {
      if (!uri.toString().startsWith(`${key}/`)) continue;
      clearTimeout(this.waiting.get(key));
      this.waiting.set(
        key,
        setTimeout(() => void this.checkAgain(folder), REST),
      );
    }
  }

  private async checkAgain(folder: vscode.Uri): Promise<void> {
    const checked = await this.checks.check(named(folder), { trusted: vscode.workspace.isTrusted });
    // A folder that is gone has nothing wrong with it.
    this.show(folder, isFailure(checked) ? [] : checked.problems);
  }
}

function diagnosticOf({ line = 0, message, severity, rule }: FolderProblem): vscode.Diagnostic {
  const range = new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER);
  const diagnostic = new vscode.Diagnostic(range, message, SEVERITIES[severity]);
  diagnostic.source = 'model-openness';
  diagnostic.code = { value: rule, target: vscode.Uri.parse(docsUrl(rule)) };
  return diagnostic;
}
