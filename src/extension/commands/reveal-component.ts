import * as vscode from 'vscode';
import { type Range } from '../../core/text/position';
import { type OpennessNode } from '../views/openness';
import { type Extension } from '../extension';

/** Shows the component of a row in the editor; of one that is not listed, the document. */
export async function revealComponent(_: Extension, node?: OpennessNode): Promise<void> {
  if (node?.kind === 'component') await reveal(node.release.uri, node.component.range);
}

/** Opens a document at a place and selects it. */
export async function reveal(uri: vscode.Uri, range: Range | undefined): Promise<void> {
  const selection =
    range && new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
  await vscode.window.showTextDocument(uri, selection ? { selection } : {});
}
