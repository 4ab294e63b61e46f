import * as vscode from 'vscode';
import { type ToolName, type ToolScope } from '../../core/tools/tool';
import { type LoadLibrary } from '../extension';
import { messages } from '../messages';

/** A tool as the editor offers it to a language model. It reads and changes nothing, so that nobody has to be asked. */
export class ModelTool implements vscode.LanguageModelTool<object> {
  constructor(
    private readonly name: ToolName,
    private readonly library: LoadLibrary,
  ) {}

  prepareInvocation(): vscode.PreparedToolInvocation {
    return { invocationMessage: doing(this.name) };
  }

  async invoke(
    { input }: vscode.LanguageModelToolInvocationOptions<object>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const service = await this.library().loadTools();
    service.loadMessages(messages());
    const { text } = await service.run(this.name, input, scope(token));
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
  }
}

function doing(name: ToolName): string {
  switch (name) {
    case 'lint':
      return vscode.l10n.t('Checking model documents');
    case 'explain_class':
      return vscode.l10n.t('Looking up the class of a model');
    case 'inspect_artifact':
      return vscode.l10n.t('Inspecting a model');
    case 'verify':
      return vscode.l10n.t('Verifying a model');
  }
}

/** The folders that are open, and nothing else. */
function scope(token: vscode.CancellationToken): ToolScope {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  if (token.isCancellationRequested) controller.abort();
  return { roots: openFolders(), trusted: vscode.workspace.isTrusted, signal: controller.signal };
}

/** The folders of the workspace that are on a disk. */
export function openFolders(): string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
}
