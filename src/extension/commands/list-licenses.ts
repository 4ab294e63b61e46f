import * as vscode from 'vscode';
import { LICENSES_VIEW } from '../views/licenses/tree';

/** Opens the list of all licences of the workspace. */
export async function listLicenses(): Promise<void> {
  await vscode.commands.executeCommand(`${LICENSES_VIEW}.focus`);
}
