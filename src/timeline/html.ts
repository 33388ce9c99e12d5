import * as vscode from 'vscode';
import { escapedHtml } from '../platform/htmlText.ts';

/**
 * The page a panel begins as: one script by nonce, which passes it on to the modules it imports; styles of the extension alone, no connections. What the panel
 * shows is put into the page as JSON, so that the view can keep it over a reload.
 */
export function panelHtml(webview: vscode.Webview, extensionUri: vscode.Uri, key: object): string {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'timeline.js'));
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `img-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapedHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapedHtml(vscode.l10n.t('Timeline'))}</title>
</head>
<body>
<timeline-app data-panel="${escapedHtml(JSON.stringify(key))}"></timeline-app>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
