import * as vscode from 'vscode';
import { escapedHtml } from '../htmlText.ts';

/** What a webview's page is made of. */
export interface WebviewPage {
  /** The bundle in dist, such as `timeline.js`. */
  readonly script: string;
  /** The element that is the whole page; the bundle defines it. */
  readonly element: string;
  readonly title: string;
  /** Put into the page as JSON (`data-panel` of the element), so that the view can keep it over a reload. */
  readonly panel?: object;
}

/**
 * The page a webview begins as: one script by nonce, which passes it on to the modules it imports; styles of the
 * extension alone, no connections.
 */
export function webviewPage(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  { script, element, title, panel }: WebviewPage,
): string {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const address = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', script));
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `img-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  const data = panel ? ` data-panel="${escapedHtml(JSON.stringify(panel))}"` : '';
  return `<!DOCTYPE html>
<html lang="${escapedHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapedHtml(title)}</title>
</head>
<body>
<${element}${data}></${element}>
<script type="module" nonce="${nonce}" src="${address}"></script>
</body>
</html>`;
}
