import * as vscode from 'vscode';
import { loadMessages } from '../core/l10n';
import { registerCommands } from './commands';
import { registerEncodings } from './encodings';
import { type Extension, type LoadLibrary } from './extension';
import { Drift } from './generating/drift';
import { registerFillIn } from './generating/fill-in';
import { Inspectors, registerInspectors } from './inspector/inspectors';
import { messages } from './messages';
import { registerNeighbours } from './neighbours';
import { offerInterrupted } from './packaging/interrupted';
import { Releases } from './releases';
import { Server, type CreateClient } from './server';
import { registerServerFiles } from './server-files';
import { registerSniffing } from './sniffing';
import { VerificationMarks } from './signing/marks';
import { VerifiedModels } from './signing/verified-models';
import { registerLanguageStatus } from './status';
import { registerTools } from './tools/register';
import { ArtifactsTree } from './views/artifacts/tree';
import { LicensesTree } from './views/licenses/tree';
import { registerOpennessView, type OpennessTree } from './views/openness';

/** What tests reach the extension by. Not for other extensions: it changes without notice. */
export interface ExtensionApi {
  server: Server;
  openness: OpennessTree;
  licenses: LicensesTree;
  verified: VerifiedModels;
  marks: VerificationMarks;
  artifacts: ArtifactsTree;
  inspectors: Inspectors;
  /** Milliseconds that the activation kept the extension host busy. */
  activationTime: number;
}

/**
 * Registers everything and starts nothing: the language server waits for a document that is ours.
 * @param library loads what needs Node; absent in a browser
 */
export function activateExtension(
  context: vscode.ExtensionContext,
  createClient: CreateClient,
  library?: LoadLibrary,
): ExtensionApi {
  const start = performance.now();
  loadMessages(messages());
  const log = vscode.window.createOutputChannel('Model Openness', { log: true });
  const server = new Server(context, log, createClient, library !== undefined);
  const releases = new Releases(server);
  const licenses = new LicensesTree(server);
  const verified = new VerifiedModels();
  const marks = new VerificationMarks(verified);
  const inspectors = new Inspectors();
  const drift = library && new Drift({ context, log, library });
  const parts = { context, log, server, releases, licenses, verified, inspectors, drift, library };
  const artifacts = new ArtifactsTree(parts);
  const extension: Extension = { ...parts, artifacts };
  // Until then the commands are offered: they say themselves what they need.
  if (!library) void vscode.commands.executeCommand('setContext', 'modelOpenness.noSigning', true);
  const openness = registerOpennessView(extension);
  context.subscriptions.push(
    log,
    server,
    releases,
    openness,
    licenses,
    verified,
    marks,
    artifacts,
    inspectors,
    ...(drift ? [drift] : []),
    registerInspectors(extension),
    registerTools(extension),
    registerCommands(extension),
    registerLanguageStatus(extension),
    registerServerFiles(server),
    registerEncodings(server),
    registerFillIn(),
    registerNeighbours(server),
    registerSniffing(server, log),
  );
  if (library) void offerInterrupted(extension);
  return {
    server,
    openness,
    licenses,
    verified,
    marks,
    artifacts,
    inspectors,
    activationTime: performance.now() - start,
  };
}
