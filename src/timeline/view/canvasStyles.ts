import { css } from 'lit';

/** Colours that canvases draw with. They are read off elements that are never seen. */
export const canvasStyles = css`
  .colors {
    display: none;
  }
  [data-color='fg'] {
    color: var(--fg);
  }
  [data-color='bg'] {
    color: var(--bg);
  }
  [data-color='muted'] {
    color: var(--muted);
  }
  [data-color='hairline'] {
    color: var(--hairline);
  }
  [data-color='grid'] {
    color: color-mix(in srgb, var(--fg) 10%, transparent);
  }
  [data-color='accent'] {
    color: var(--accent);
  }
  [data-color='bad'] {
    color: var(--bad);
  }
  [data-color='warn'] {
    color: var(--warn);
  }
  [data-color='focus'] {
    color: var(--vscode-focusBorder, #005fb8);
  }
  [data-color='customer'] {
    color: color-mix(in srgb, var(--fg) 62%, var(--bg));
  }
  [data-color='agent'] {
    color: color-mix(in srgb, var(--accent) 85%, var(--bg));
  }
  [data-color='band'] {
    color: color-mix(in srgb, var(--fg) 4%, var(--bg));
  }
  [data-color='SMS'] {
    color: color-mix(in srgb, var(--vscode-charts-blue, #1a85ff) 82%, var(--fg));
  }
  [data-color='WHATSAPP'] {
    color: color-mix(in srgb, var(--vscode-charts-green, #388a34) 82%, var(--fg));
  }
  [data-color='RCS'] {
    color: color-mix(in srgb, var(--vscode-charts-purple, #652d90) 82%, var(--fg));
  }
  [data-color='VOICE'] {
    color: color-mix(in srgb, var(--vscode-charts-orange, #d18616) 82%, var(--fg));
  }
  [data-color='CHAT'] {
    color: color-mix(in srgb, var(--vscode-charts-yellow, #bf8803) 82%, var(--fg));
  }
  [data-color='VIDEO'] {
    color: color-mix(in srgb, var(--vscode-charts-red, #e51400) 82%, var(--fg));
  }
  [data-color='other'] {
    color: var(--muted);
  }
  :host-context(body.vscode-high-contrast) [data-color='grid'],
  :host-context(body.vscode-high-contrast-light) [data-color='grid'] {
    color: color-mix(in srgb, var(--fg) 32%, transparent);
  }
  :host-context(body.vscode-high-contrast) [data-color='band'],
  :host-context(body.vscode-high-contrast-light) [data-color='band'] {
    color: var(--bg);
  }
`;
