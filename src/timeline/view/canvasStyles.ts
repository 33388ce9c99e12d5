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
  [data-channel] {
    color: color-mix(in srgb, var(--channel) 82%, var(--fg));
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
