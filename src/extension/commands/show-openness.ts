import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { OPENNESS_VIEW } from '../views/openness';

/** Opens the Openness view, for the document of a lens or status item that was clicked. */
export async function showOpenness({ releases }: Extension, uri?: unknown): Promise<void> {
  // A lens hands over the URI as the server spells it.
  if (typeof uri === 'string') releases.select(vscode.Uri.parse(uri).toString());
  await vscode.commands.executeCommand(`${OPENNESS_VIEW}.focus`);
}
