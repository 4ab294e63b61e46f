import type * as vscode from 'vscode';
import { type ToolService } from '../core/tools/tool';
import type * as Library from '../node/api';
import { type FolderChecks } from '../node/modelfolder/service';
import { type ReleaseService } from '../node/release/service';
import { type Drift } from './generating/drift';
import { type Inspectors } from './inspector/inspectors';
import { type Releases } from './releases';
import { type Server } from './server';
import { type VerifiedModels } from './signing/verified-models';
import { type ArtifactsTree } from './views/artifacts/tree';
import { type LicensesTree } from './views/licenses/tree';

/** Tools for language models, with a way to have their messages translated. */
type LoadedTools = ToolService & { loadMessages: (bundle: Record<string, string>) => void };

/** Loads what needs Node: the bundle of the command line. */
export type LoadLibrary = () => typeof Library & {
  loadTools: () => Promise<LoadedTools>;
  loadRelease: () => Promise<ReleaseService>;
  loadFolderChecks: () => Promise<FolderChecks>;
};

/** What the parts of the extension share. */
export interface Extension {
  context: vscode.ExtensionContext;
  log: vscode.LogOutputChannel;
  server: Server;
  releases: Releases;
  licenses: LicensesTree;
  verified: VerifiedModels;
  artifacts: ArtifactsTree;
  inspectors: Inspectors;
  /** Absent in a browser. */
  drift: Drift | undefined;
  /** Absent in a browser. */
  library: LoadLibrary | undefined;
}
