import * as vscode from 'vscode';
import { type Inspection, type Source } from '../../core/inspection/inspection';
import { type Extension } from '../extension';
import { showReport } from '../reports';
import { shownLines } from './view/shown';
import { type Target } from './target';

/** Shows where a value comes from: a file at its line, or the text of a blob. */
export async function openSource(
  extension: Extension,
  source: Source,
  inspections: readonly Inspection[],
  target: Target,
): Promise<void> {
  if (source.kind === 'blob') return openBlob(extension, source, inspections);
  const uri = fileOf(source.path, target);
  const { line = 0, character = 0 } = source;
  const selection = source.line === undefined ? undefined : new vscode.Range(line, character, line, character);
  // Whatever shows such a file: an editor for texts, a viewer for pictures and weights. It says itself what it can't.
  await vscode.commands.executeCommand('vscode.open', uri, { selection, viewColumn: columnFor(uri) });
}

/** Where the file is open already, and never in place of the inspector. */
function columnFor(uri: vscode.Uri): vscode.ViewColumn {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const others = all.filter((group) => group !== activeTabGroup);
  const shows = ({ tabs }: vscode.TabGroup) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
  return (others.find(shows) ?? others[0])?.viewColumn ?? vscode.ViewColumn.Beside;
}

/** A path of a folder that is inspected, or one as people are shown it. */
function fileOf(path: string, target: Target): vscode.Uri {
  const place = 'uri' in target ? vscode.Uri.parse(target.uri) : undefined;
  if (target.kind !== 'folder' || !place) return isAbsolute(path) || !place ? vscode.Uri.file(path) : place;
  const inside = vscode.Uri.joinPath(place, ...path.split('/'));
  if (inside.path === place.path || inside.path.startsWith(`${place.path}/`)) return inside;
  throw new Error(vscode.l10n.t('{0} is not in the folder that is inspected.', path));
}

function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/])/.test(path);
}

async function openBlob(
  extension: Extension,
  { digest, line }: Extract<Source, { kind: 'blob' }>,
  inspections: readonly Inspection[],
): Promise<void> {
  const blob = inspections.flatMap(({ blobs }) => blobs).find((each) => each.digest === digest);
  if (blob?.text === undefined) {
    void vscode.window.showInformationMessage(
      blob
        ? vscode.l10n.t('{0} is no text that can be shown.', blob.digest)
        : vscode.l10n.t('{0} was not read for the inspection: extract the artifact to see it.', digest),
    );
    return;
  }
  const name = `${digest}/${blob.name.split('/').at(-1) ?? digest}`;
  await showReport(extension, name, { report: shownLines(blob.text) });
  if (line === undefined || !vscode.window.activeTextEditor) return;
  const at = new vscode.Range(line, 0, line, 0);
  vscode.window.activeTextEditor.selection = new vscode.Selection(at.start, at.start);
  vscode.window.activeTextEditor.revealRange(at, vscode.TextEditorRevealType.InCenter);
}
