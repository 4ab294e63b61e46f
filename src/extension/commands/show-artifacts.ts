import * as vscode from 'vscode';
import { ARTIFACTS_VIEW } from '../views/artifacts/tree';

/** Opens the view of all artifacts. */
export async function showArtifacts(): Promise<void> {
  await vscode.commands.executeCommand(`${ARTIFACTS_VIEW}.focus`);
}
