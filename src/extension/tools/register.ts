import * as vscode from 'vscode';
import { type ToolName } from '../../core/tools/tool';
import { type Extension } from '../extension';
import { ModelTool } from './model-tool';
import { registerMcpServer } from './mcp-server';

/** The tools by the names that `package.json` gives them. */
const NAMES: readonly ToolName[] = ['lint', 'explain_class', 'inspect_artifact', 'verify'];

/** Offers the tools to language models, where the editor has such. Hidden where the user wants no features of that kind. */
export function registerTools(extension: Extension): vscode.Disposable {
  const disposables: vscode.Disposable[] = [];
  // Hosts other than VS Code may have none of this.
  const lm: Partial<typeof vscode.lm> | undefined = vscode.lm;
  if (extension.library && typeof lm?.registerTool === 'function')
    for (const name of NAMES)
      disposables.push(lm.registerTool(`modelopenness_${name}`, new ModelTool(name, extension.library)));
  if (extension.library && typeof lm?.registerMcpServerDefinitionProvider === 'function')
    disposables.push(registerMcpServer(extension.context, lm.registerMcpServerDefinitionProvider.bind(lm)));
  return vscode.Disposable.from(...disposables);
}
