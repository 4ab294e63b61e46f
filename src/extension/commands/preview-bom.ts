import * as vscode from 'vscode';
import { currentBom } from '../bom';
import { type Extension } from '../extension';
import { type Inspector } from '../inspector/inspector';

/** Shows what an AI BOM says, beside its text. */
export function previewBom(extension: Extension, uri?: vscode.Uri): Inspector | undefined {
  const bom = currentBom(uri);
  return bom && extension.inspectors.show(extension, { kind: 'bom', uri: bom.toString() }, vscode.ViewColumn.Beside);
}
