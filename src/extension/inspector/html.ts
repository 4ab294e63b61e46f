import * as vscode from 'vscode';

/** The folder that the page may load from: its script and its style sheet. */
export function pageRoot({ extensionUri }: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist');
}

function nonce(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

/**
 * The page before anything is in it. It may run its one script and draw with its one style sheet, and nothing else: no other
 * scripts, no pictures, no network, no forms. Everything that is shown arrives as text, in messages. The controls try out with an
 * empty style of their own what the browser knows; the nonce that they find in the page is for that, and for no script.
 */
export function pageHtml(webview: vscode.Webview, context: vscode.ExtensionContext): string {
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(pageRoot(context), name)).toString();
  const [script, style] = [nonce(), nonce()];
  const policy = [
    `default-src 'none'`,
    `style-src ${webview.cspSource} 'nonce-${style}'`,
    `script-src 'nonce-${script}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta property="csp-nonce" content="${style}" />
    <link rel="stylesheet" href="${file('webview.css')}" />
    <title>${vscode.l10n.t('Inspector')}</title>
  </head>
  <body>
    <main aria-busy="true"></main>
    <script nonce="${script}" src="${file('webview.js')}"></script>
  </body>
</html>`;
}
