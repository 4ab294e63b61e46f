import * as vscode from 'vscode';
import { openFolders } from './model-tool';

const ID = 'modelOpenness.tools';
const SETTING = 'modelOpenness.mcp.enabled';

/**
 * Offers `mof mcp` to the editor, where the user wants that: the same tools as a server of their own, for agents that take such. A
 * workspace that is not trusted gets none.
 */
export function registerMcpServer(
  context: vscode.ExtensionContext,
  register: typeof vscode.lm.registerMcpServerDefinitionProvider,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const change = () => changed.fire();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTING) || event.affectsConfiguration('chat.disableAIFeatures')) change();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(change),
    vscode.workspace.onDidGrantWorkspaceTrust(change),
    register(ID, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => (isWanted() ? [definition(context)] : []),
    }),
  );
}

function isWanted(): boolean {
  const configuration = vscode.workspace.getConfiguration();
  return (
    configuration.get(SETTING) === true &&
    configuration.get('chat.disableAIFeatures') !== true &&
    vscode.workspace.isTrusted &&
    openFolders().length > 0
  );
}

function definition(context: vscode.ExtensionContext): vscode.McpStdioServerDefinition {
  const version = (context.extension.packageJSON as { version: string }).version;
  const args = [context.asAbsolutePath('dist/mof.js'), 'mcp', ...openFolders()];
  // The editor's own program is Node when it is told so.
  return new vscode.McpStdioServerDefinition(
    'Model Openness',
    process.execPath,
    args,
    { ELECTRON_RUN_AS_NODE: '1' },
    version,
  );
}
