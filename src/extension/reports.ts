import * as vscode from 'vscode';
import { t } from '../core/l10n';
import { type Extension } from './extension';

const SCHEME = 'model-openness-report';

/** What is shown in a report. */
export interface Report {
  report: string;
  /** The document whose lines it names. */
  about?: vscode.Uri;
  /** Whether it takes the place of the editor instead of standing beside. */
  wide?: boolean;
  /** Files that it names, by their names: each is a line of its own, or what stands behind the colon of one. */
  files?: ReadonlyMap<string, vscode.Uri>;
  /** What can be done about it, shown above it. */
  actions?: readonly vscode.Command[];
}

/** Reports by the URI that they are shown under; there is one of each name. */
const reports = new Map<string, Report>();
const changed = new vscode.EventEmitter<vscode.Uri>();
const actionsChanged = new vscode.EventEmitter<void>();
let registered = false;

/**
 * Shows a report as a document that can't be changed and whose lines lead into what it is about. A report of the same name is
 * replaced where it is.
 * @param name the last part of it is the title
 */
export async function showReport({ context }: Extension, name: string, report: Report): Promise<void> {
  if (!registered) {
    registered = true;
    context.subscriptions.push(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: changed.event,
        provideTextDocumentContent: (uri) => reports.get(uri.toString())?.report ?? '',
      }),
      vscode.languages.registerDocumentLinkProvider({ scheme: SCHEME }, { provideDocumentLinks: linksOf }),
      vscode.languages.registerCodeLensProvider(
        { scheme: SCHEME },
        { onDidChangeCodeLenses: actionsChanged.event, provideCodeLenses: actionsOf },
      ),
    );
  }
  const uri = uriOf(name);
  replaceReport(name, report);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { viewColumn: columnFor(uri, report), preview: true });
}

/** Where a report is already, or else beside the editor, unless its lines need all of the room. */
function columnFor(uri: vscode.Uri, { wide }: Report): vscode.ViewColumn {
  const isShown = ({ input }: vscode.Tab) =>
    input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  const group = vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(isShown));
  return group?.viewColumn ?? (wide ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside);
}

/** Replaces a report where it is shown, without bringing it to the front. */
export function replaceReport(name: string, report: Report): void {
  const uri = uriOf(name);
  reports.set(uri.toString(), report);
  changed.fire(uri);
  actionsChanged.fire();
}

function uriOf(name: string): vscode.Uri {
  // Absolute paths begin with one already, and a path must not begin with two.
  return vscode.Uri.from({ scheme: SCHEME, path: `/${name.replace(/^\/+/, '')}` });
}

/** A link for each `(line 12)`, and for each line that begins with a file. */
function linksOf(document: vscode.TextDocument): vscode.DocumentLink[] {
  const { about, files } = reports.get(document.uri.toString()) ?? {};
  return [...(about ? lineLinks(document, about) : []), ...(files ? fileLinks(document, files) : [])];
}

function lineLinks(document: vscode.TextDocument, about: vscode.Uri): vscode.DocumentLink[] {
  const line = new RegExp(`\\(${t('line {0}', '(\\d+)')}\\)`, 'g');
  return [...document.getText().matchAll(line)].map(({ 0: words, 1: number, index }) => {
    const range = new vscode.Range(document.positionAt(index + 1), document.positionAt(index + words.length - 1));
    return linkTo(about.with({ fragment: `L${number}` }), range, about);
  });
}

function fileLinks(document: vscode.TextDocument, files: ReadonlyMap<string, vscode.Uri>): vscode.DocumentLink[] {
  return document
    .getText()
    .split('\n')
    .flatMap((text, line) => {
      const name = [text.trimStart(), text.replace(/^.*?: /, '')].find((each) => files.has(each));
      if (!name) return [];
      const range = new vscode.Range(line, text.length - name.length, line, text.length);
      return [linkTo(files.get(name)!, range, files.get(name)!)];
    });
}

function linkTo(target: vscode.Uri, range: vscode.Range, shown: vscode.Uri): vscode.DocumentLink {
  const link = new vscode.DocumentLink(range, target);
  link.tooltip = vscode.workspace.asRelativePath(shown);
  return link;
}

function actionsOf(document: vscode.TextDocument): vscode.CodeLens[] {
  const { actions = [] } = reports.get(document.uri.toString()) ?? {};
  return actions.map((action) => new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), action));
}
