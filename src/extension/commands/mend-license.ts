import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { type OpennessNode } from '../views/openness';
import { reveal } from './reveal-component';

/** Goes to the licence of a component and offers what can be done about it. */
export async function mendLicense(_: Extension, node?: OpennessNode): Promise<void> {
  if (node?.kind !== 'component') return;
  await reveal(node.release.uri, node.component.licenseRange ?? node.component.range);
  // The button that was pressed takes the focus when it is let go, and the menu would close at once.
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  await vscode.commands.executeCommand('editor.action.quickFix');
}
