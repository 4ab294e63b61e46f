import * as vscode from 'vscode';
import { placeholderType, TO_DO_TEXT } from '../../core/generate/to-do';
import { type PlaceholderType } from '../../core/generate/generated';

const COMMAND = 'modelOpenness.fillIn';

/** Offers to ask for what a placeholder stands for. */
export function registerFillIn(): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: (document, _range, { diagnostics }) =>
      diagnostics.filter(isToDo).map((diagnostic) => {
        const title = vscode.l10n.t('Fill In…');
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.diagnostics = [diagnostic];
        action.isPreferred = true;
        action.command = { title, command: COMMAND, arguments: [document.uri, diagnostic.range] };
        return action;
      }),
  };
  return vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}

function isToDo({ code, source }: vscode.Diagnostic): boolean {
  const id = typeof code === 'object' ? code.value : code;
  return source === 'model-openness' && typeof id === 'string' && id.endsWith('/to-do');
}

/** Asks for what a placeholder stands for, and writes the answer in its place. */
export async function fillIn(uri: vscode.Uri, range: vscode.Range): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(uri);
  const placeholder = document.getText(range);
  const type = placeholderType(placeholder);
  if (!type) return false;
  const { version } = document;
  const answer = await vscode.window.showInputBox({
    prompt: promptFor(type, placeholder),
    value: type === 'time' ? `${new Date().toISOString().slice(0, 19)}Z` : '',
    validateInput: (text) => problemWith(type, text.trim()),
  });
  if (answer === undefined || document.version !== version) return false;
  const change = new vscode.WorkspaceEdit();
  change.replace(uri, range, quoted(document, range, answer.trim()));
  return vscode.workspace.applyEdit(change);
}

function promptFor(type: PlaceholderType, placeholder: string): string {
  if (type === 'time') return vscode.l10n.t('The time, in UTC');
  if (type === 'address') return vscode.l10n.t('The address');
  return placeholder.slice(TO_DO_TEXT.length);
}

/** What is wrong with an answer; undefined for one that can be written. */
function problemWith(type: PlaceholderType, text: string): string | undefined {
  if (!text) return vscode.l10n.t('Something has to stand here.');
  if (placeholderType(text)) return vscode.l10n.t('That is a placeholder, too.');
  if (type === 'time' && !(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && Number.isFinite(Date.parse(text))))
    return vscode.l10n.t('Write the time as {0}.', '2026-01-31T12:00:00Z');
  if (type === 'address' && !(/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(text) && URL.canParse(text)))
    return vscode.l10n.t('Write a whole address, such as {0}.', 'https://example.org/model');
  return undefined;
}

/** The answer as it can stand between the quotes that are there. */
function quoted(document: vscode.TextDocument, { start }: vscode.Range, answer: string): string {
  const quote = document.getText(new vscode.Range(start.translate(0, start.character ? -1 : 0), start));
  return quote === "'" ? answer.replaceAll("'", "''") : JSON.stringify(answer).slice(1, -1);
}
