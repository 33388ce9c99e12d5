import { createServer } from 'node:http';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { root } from '../paths.ts';

/** A page of a log view with its host, and how to be done with it. */
export interface LogPage {
  readonly page: Page;
  close(): Promise<void>;
}

const standIn: Plugin = {
  name: 'vscode-stand-in',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, () => ({
      path: path.join(import.meta.dirname, 'vscodeStandIn.ts'),
    }));
  },
};

/**
 * Opens the view of a log in a page of its own, with the real host side of it on a stand-in for VS Code: what people see
 * and press, without an editor around. The page's policy is as strict as in the editor. In the page, `harness` is what
 * `harness.ts` says.
 */
export async function openLogPage(
  browser: Browser,
  { width = 1_100, height = 320, theme = 'light' as keyof typeof THEMES } = {},
): Promise<LogPage> {
  const [view, harness] = await Promise.all([
    bundle('src/platform/logView/view/main.ts'),
    bundle('test/support/logPage/harness.ts'),
  ]);
  const server = createServer((request, response) => {
    const script = request.url === '/view.js' ? view : request.url === '/harness.js' ? harness : undefined;
    if (script === undefined) response.setHeader('content-type', 'text/html').end(pageOf(theme));
    else response.setHeader('content-type', 'text/javascript').end(script);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  return {
    page,
    close: async () => {
      await context.close();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function bundle(source: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [source],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    loader: { '.svg': 'text' },
    plugins: [standIn],
  });
  return outputFiles[0]?.text ?? '';
}

/** The colours that matter most, as VS Code's own themes have them. */
const THEMES = {
  light: {
    class: 'vscode-light',
    colors: {
      'editor-foreground': '#3b3b3b',
      foreground: '#3b3b3b',
      'editor-background': '#ffffff',
      errorForeground: '#f85149',
      'textLink-foreground': '#005fb8',
      'list-hoverBackground': '#f2f2f2',
      'list-inactiveSelectionBackground': '#e4e6f1',
      'list-activeSelectionBackground': '#e8e8e8',
      'list-activeSelectionForeground': '#000000',
      'input-background': '#ffffff',
      'input-border': '#cecece',
      'input-placeholderForeground': '#767676',
      'menu-background': '#ffffff',
      'menu-foreground': '#3b3b3b',
      'menu-selectionBackground': '#005fb8',
      'menu-selectionForeground': '#ffffff',
      'icon-foreground': '#3b3b3b',
    },
  },
  dark: {
    class: 'vscode-dark',
    colors: {
      'editor-foreground': '#cccccc',
      foreground: '#cccccc',
      'editor-background': '#1f1f1f',
      errorForeground: '#f85149',
      'textLink-foreground': '#4daafc',
      'list-hoverBackground': '#2a2d2e',
      'list-inactiveSelectionBackground': '#37373d',
      'list-activeSelectionBackground': '#04395e',
      'list-activeSelectionForeground': '#ffffff',
      'input-background': '#313131',
      'input-border': '#3c3c3c',
      'input-placeholderForeground': '#989898',
      'menu-background': '#1f1f1f',
      'menu-foreground': '#cccccc',
      'menu-border': '#454545',
      'menu-selectionBackground': '#0078d4',
      'menu-selectionForeground': '#ffffff',
      'icon-foreground': '#cccccc',
      'editorWarning-foreground': '#cca700',
      'testing-iconPassed': '#73c991',
      'charts-blue': '#3794ff',
      'charts-green': '#89d185',
      'charts-purple': '#b180d7',
      'textCodeBlock-background': '#2b2b2b',
    },
  },
};

function pageOf(theme: keyof typeof THEMES): string {
  const { class: name, colors } = THEMES[theme];
  const variables = Object.entries(colors).map(([key, value]) => `--vscode-${key}: ${value};`);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Log</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'nonce-page'; img-src 'self'">
<style nonce="page">:root { ${variables.join(' ')} --vscode-font-size: 13px; } body { background: ${colors['editor-background']}; }</style>
</head>
<body class="${name}">
<log-app></log-app>
<script type="module" src="/harness.js"></script>
<script type="module" src="/view.js"></script>
</body>
</html>`;
}
