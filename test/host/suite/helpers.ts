// What the suites share: documents of their own in the workspace, and waiting for what VS Code shows of them.
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/extension/activate';

export const ID = 'model-openness.model-openness';

/** The extension, active. */
export async function extension(): Promise<ExtensionApi> {
  return vscode.extensions.getExtension<ExtensionApi>(ID)!.activate();
}

/** Asks until an answer comes; says what was waited for when it doesn't. */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  ms = 10_000,
): Promise<T> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(25)) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
  }
  throw new Error(`waited in vain for ${what}`);
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A file of the workspace. */
export function file(path: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, path);
}

/** Writes a file and opens it in an editor, which keeps VS Code from dropping the document. */
export async function open(path: string, text: string): Promise<vscode.TextEditor> {
  await write(path, text);
  const editor = await vscode.window.showTextDocument(file(path));
  // VS Code may still have the document of the test before, and reads the file again in its own time.
  const shown = text.replace(/^\ufeff/, '');
  await until(`the text of ${path}`, () => editor.document.getText() === shown || undefined);
  return editor;
}

export async function write(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(file(path), new TextEncoder().encode(text));
}

/** Closes all editors without asking and removes files that a test made. */
export async function cleanUp(...paths: string[]): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  for (const tab of vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)) {
    if (tab.isDirty) {
      await vscode.window.tabGroups.close(tab, true).then(undefined, () => undefined);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  for (const path of paths) await vscode.workspace.fs.delete(file(path)).then(undefined, () => undefined);
}

/** Our diagnostics of a document, once they satisfy a condition. */
export function diagnostics(
  uri: vscode.Uri,
  condition: (found: vscode.Diagnostic[]) => boolean = (found) => found.length > 0,
): Promise<vscode.Diagnostic[]> {
  return until(`diagnostics of ${uri.path}`, () => {
    const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'model-openness');
    return condition(found) ? found : undefined;
  });
}

/** The rule of a diagnostic. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

/** A small MOF configuration; the components are names. */
export function mof(name: string, components: string[]): string {
  return `framework:
  name: Model Openness Framework
  version: '1.0'
  date: '2024-12-15'
release:
  name: ${name}
  date: '2026-01-15'
  producer: Example Lab
  license:
    distribution:
      name: Apache-2.0
      path: https://example.org/${name}/LICENSE
  components:
${components.map((component) => `    - name: ${component}\n      description: A part\n`).join('')}`;
}

/** The line of the first component's name in {@link mof}. */
export const FIRST_COMPONENT = 13;
