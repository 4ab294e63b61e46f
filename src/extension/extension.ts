import type * as vscode from 'vscode';
import { type Releases } from './releases';
import { type Server } from './server';
import { type LicensesTree } from './views/licenses/tree';

/** What the parts of the extension share. */
export interface Extension {
  context: vscode.ExtensionContext;
  log: vscode.LogOutputChannel;
  server: Server;
  releases: Releases;
  licenses: LicensesTree;
}
