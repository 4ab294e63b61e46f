import * as vscode from 'vscode';
import { detectKindId } from '../../core/documents/detect';
import { ORIGIN_COMMENT } from '../../core/generate/mof-origins';
import { ORIGINS_MEDIA_TYPE, ORIGINS_PROPERTY } from '../../core/generate/origins';
import { printable } from '../../core/report/printable';
import { type PlacedChange, type PlacedUnread } from '../../node/generate/service';
import { type Extension } from '../extension';
import { isFailure, named } from '../signing/service';
import { FolderWatches } from './folder-watches';
import { Latest } from './latest';
import { generatingService, requestBase } from './service';

const CODE = 'generate/out-of-date';
const PAGE = 'https://github.com/model-openness/model-openness/blob/main/docs/generate.md';
const UPDATE = 'modelOpenness.updateFromFolder';

/** Longer documents are compared by the command only: reading them on every save would be felt. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** What a document says where its values come from. */
const MARKS = [ORIGIN_COMMENT, ORIGINS_MEDIA_TYPE, ORIGINS_PROPERTY];

/** How long changes are collected before a document is compared, in milliseconds: what writes weights writes many times. */
const DELAY_MS = 500;

/**
 * Tells in Problems where an open document that was made from a folder no longer agrees with it: when it is opened or saved, and
 * when something in the folder changes. Large files are not read: the command does that.
 */
export class Drift implements vscode.Disposable, vscode.CodeActionProvider {
  private readonly collection = vscode.languages.createDiagnosticCollection('model-openness-folder');
  private readonly folders = new FolderWatches();
  /** Of each open document that was made from a folder. */
  private readonly checks = new Map<string, vscode.Disposable & { checking: Latest }>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly extension: Pick<Extension, 'context' | 'library' | 'log'>) {
    const begin = (document: vscode.TextDocument) => this.begin(document);
    this.subscriptions = [
      this.collection,
      vscode.workspace.onDidOpenTextDocument(begin),
      vscode.workspace.onDidSaveTextDocument(begin),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.end(uri)),
      vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    ];
    vscode.workspace.textDocuments.forEach(begin);
  }

  dispose(): void {
    vscode.Disposable.from(...this.checks.values(), ...this.subscriptions).dispose();
  }

  /** Compares an open document anew, if it was made from a folder. */
  checkSoon(uri: vscode.Uri): void {
    this.checks.get(uri.toString())?.checking.soon();
  }

  /** Follows a document from now on, if it was made from a folder. */
  private begin(document: vscode.TextDocument): void {
    const { uri } = document;
    const key = uri.toString();
    if (!isGenerated(document)) return this.end(uri);
    let check = this.checks.get(key);
    if (!check) {
      const checking = new Latest(DELAY_MS, (signal) => this.check(document, signal));
      // What this program writes is the document, by which nothing is written: no event leads to another.
      const watch = this.folders.watch(vscode.Uri.joinPath(uri, '..'), () => checking.soon());
      check = { checking, dispose: () => vscode.Disposable.from(watch, checking).dispose() };
      this.checks.set(key, check);
    }
    check.checking.soon();
  }

  private end(uri: vscode.Uri): void {
    this.checks.get(uri.toString())?.dispose();
    this.checks.delete(uri.toString());
    this.collection.delete(uri);
  }

  /** Compares a document with its folder. */
  private async check(document: vscode.TextDocument, signal: AbortSignal): Promise<void> {
    const { uri } = document;
    try {
      const service = await generatingService(this.extension);
      const text = document.getText();
      const compared = await service?.compareDocument({
        ...requestBase(this.extension),
        file: named(uri),
        text,
        hash: 'changed',
        signal,
      });
      // A folder that can't be read is told by the command that somebody calls for it.
      if (!compared || isFailure(compared) || signal.aborted || document.getText() !== text) return;
      this.collection.set(uri, [...compared.changes, ...compared.unread].map(diagnosticOf));
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

function diagnosticOf({ range, message, kind }: PlacedUnread & { kind?: PlacedChange['kind'] }): vscode.Diagnostic {
  const { start, end } = range;
  const at = new vscode.Range(start.line, start.character, end.line, end.character);
  // What was written by hand is right as it is; it is only told.
  const { Information: information, Hint: hint } = vscode.DiagnosticSeverity;
  const diagnostic = new vscode.Diagnostic(at, printable(message), kind === 'kept' ? hint : information);
  diagnostic.source = 'model-openness';
  diagnostic.code = { value: CODE, target: vscode.Uri.parse(PAGE) };
  return diagnostic;
}
