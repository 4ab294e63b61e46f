import * as vscode from 'vscode';
import { detectKindId } from '../../core/documents/detect';
import { ORIGIN_COMMENT } from '../../core/generate/mof-origins';
import { ORIGINS_MEDIA_TYPE, ORIGINS_PROPERTY } from '../../core/generate/origins';
import { printable } from '../../core/report/printable';
import { type PlacedChange } from '../../node/generate/service';
import { type Extension } from '../extension';
import { isFailure, named } from '../signing/service';
import { generatingService, requestBase } from './service';

const CODE = 'generate/out-of-date';
const PAGE = 'https://github.com/model-openness/model-openness/blob/main/docs/generate.md';
const UPDATE = 'modelOpenness.updateFromFolder';

/** Longer documents are compared by the command only: reading them on every save would be felt. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** What a document says where its values come from. */
const MARKS = [ORIGIN_COMMENT, ORIGINS_MEDIA_TYPE, ORIGINS_PROPERTY];

/**
 * Tells in Problems where a document that was made from a folder no longer agrees with it, when it is opened or saved. Files are
 * compared by name, not by content: the command does that.
 */
export class Drift implements vscode.Disposable, vscode.CodeActionProvider {
  private readonly collection = vscode.languages.createDiagnosticCollection('model-openness-folder');
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly extension: Extension) {
    const check = (document: vscode.TextDocument) => void this.check(document);
    this.subscriptions = [
      this.collection,
      vscode.workspace.onDidOpenTextDocument(check),
      vscode.workspace.onDidSaveTextDocument(check),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.collection.delete(uri)),
      vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    ];
    vscode.workspace.textDocuments.forEach(check);
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  /** Compares a document with its folder, if it was made from one. */
  async check(document: vscode.TextDocument): Promise<void> {
    const { uri } = document;
    if (!isGenerated(document)) return this.collection.delete(uri);
    try {
      const service = await generatingService(this.extension);
      const text = document.getText();
      const compared = await service?.compareDocument({
        ...requestBase(this.extension),
        file: named(uri),
        text,
        hash: false,
      });
      // A folder that can't be read is told by the command that somebody calls for it.
      if (!compared || isFailure(compared) || document.getText() !== text) return;
      this.collection.set(uri, compared.changes.map(diagnosticOf));
    } catch (error) {
      this.extension.log.error(error instanceof Error ? error : String(error));
    }
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const own = diagnostics.filter(({ code }) => typeof code === 'object' && code.value === CODE);
    if (!own.length) return [];
    const title = vscode.l10n.t('Update from Folder');
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = own;
    action.command = { title, command: UPDATE, arguments: [document.uri] };
    return [action];
  }
}

function isGenerated(document: vscode.TextDocument): boolean {
  if (document.uri.scheme !== 'file' || !/^(?:json|jsonc|yaml|plaintext)$/.test(document.languageId)) return false;
  const text = document.getText();
  if (text.length > MOST_CHARACTERS || !MARKS.some((mark) => text.includes(mark))) return false;
  return ['mof', 'spdx', 'cyclonedx'].includes(detectKindId(document.uri.path, text) ?? '');
}

function diagnosticOf({ range, message, kind }: PlacedChange): vscode.Diagnostic {
  const { start, end } = range;
  const at = new vscode.Range(start.line, start.character, end.line, end.character);
  // What was written by hand is right as it is; it is only told.
  const { Information: information, Hint: hint } = vscode.DiagnosticSeverity;
  const diagnostic = new vscode.Diagnostic(at, printable(message), kind === 'kept' ? hint : information);
  diagnostic.source = 'model-openness';
  diagnostic.code = { value: CODE, target: vscode.Uri.parse(PAGE) };
  return diagnostic;
}
