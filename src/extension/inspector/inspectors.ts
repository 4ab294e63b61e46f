import * as vscode from 'vscode';
import { type Extension } from '../extension';
import { Inspector, type Beginning } from './inspector';
import { isSameTarget, readTarget, titleOf, type Target } from './target';

/** The panels of things that no editor is open for: folders, artifacts, comparisons, and BOMs beside their text. */
export const PANEL = 'modelOpenness.inspector';

/** The editor that shows signature files and in-toto statements; `package.json` says which. It changes nothing. */
export const EDITOR = 'modelOpenness.signatureInspector';

/** Every inspector that is open, in a panel or as the editor of a file. */
export class Inspectors implements vscode.Disposable {
  private readonly open = new Map<vscode.WebviewPanel, Inspector>();

  dispose(): void {
    for (const panel of [...this.open.keys()]) panel.dispose();
  }

  /** Shows the inspector of something: the one there is, inspecting once more, or a new one. */
  show(extension: Extension, target: Target, column: vscode.ViewColumn): Inspector {
    for (const [panel, inspector] of this.open)
      if (panel.viewType === PANEL && isSameTarget(inspector.target, target)) {
        panel.reveal();
        void inspector.again();
        return inspector;
      }
    return this.fill(extension, vscode.window.createWebviewPanel(PANEL, titleOf(target), column), target, 'at-once');
  }

  /** The inspector in front. */
  get active(): Inspector | undefined {
    return [...this.open].find(([panel]) => panel.active)?.[1];
  }

  /** The inspector of something, if there is one. */
  of(target: Target): Inspector | undefined {
    return [...this.open.values()].find((inspector) => isSameTarget(inspector.target, target));
  }

  /** Fills a panel that VS Code brought back with its window. */
  restore(extension: Extension, panel: vscode.WebviewPanel, state: unknown): void {
    const target = readTarget((state as { target?: unknown } | null)?.target);
    if (!target) panel.dispose();
    // Whatever is on this machine is read again; a registry is asked when the user wants that.
    else this.fill(extension, panel, target, asksRegistry(target) ? 'when-asked' : 'at-once');
  }

  /** Fills the editor of a file. */
  fillEditor(extension: Extension, panel: vscode.WebviewPanel, uri: vscode.Uri): void {
    this.add(panel, new Inspector(extension, panel.webview, { kind: 'signature', uri: uri.toString() }, 'at-once'));
  }

  private fill(extension: Extension, panel: vscode.WebviewPanel, target: Target, beginning: Beginning): Inspector {
    const title = titleOf(target);
    panel.title =
      target.kind === 'comparison' ? vscode.l10n.t('Compare {0}', title) : vscode.l10n.t('Inspect {0}', title);
    panel.iconPath = { light: picture(extension, 'light'), dark: picture(extension, 'dark') };
    return this.add(panel, new Inspector(extension, panel.webview, target, beginning));
  }

  private add(panel: vscode.WebviewPanel, inspector: Inspector): Inspector {
    this.open.set(panel, inspector);
    panel.onDidDispose(() => {
      this.open.delete(panel);
      inspector.dispose();
    });
    return inspector;
  }
}

function picture({ context }: Extension, theme: 'light' | 'dark'): vscode.Uri {
  return vscode.Uri.joinPath(context.extensionUri, 'media', `inspector-${theme}.svg`);
}

function asksRegistry(target: Target): boolean {
  return target.kind === 'comparison' ? [target.a, target.b].some(asksRegistry) : target.kind === 'registry';
}

/** Registers the editor of signature files, and panels that come back with their window. */
export function registerInspectors(extension: Extension): vscode.Disposable {
  const { inspectors } = extension;
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: ({ uri }, panel) => inspectors.fillEditor(extension, panel, uri),
  };
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(EDITOR, provider, { supportsMultipleEditorsPerDocument: true }),
    vscode.window.registerWebviewPanelSerializer(PANEL, {
      deserializeWebviewPanel: async (panel, state: unknown) => inspectors.restore(extension, panel, state),
    }),
  );
}
