import { css } from 'lit';

/** What every part of the view shares: type, buttons, icons, focus rings. Colours are the theme's alone. */
export const baseStyles = css`
  :host {
    --fg: var(--vscode-editor-foreground, var(--vscode-foreground, #3b3b3b));
    --bg: var(--vscode-editor-background, #ffffff);
    /* Not the description colour: light themes give it no distance from the text. */
    --muted: color-mix(in srgb, var(--fg) 80%, var(--bg));
    --accent: var(--vscode-textLink-foreground, #005fb8);
    --bad: color-mix(in srgb, var(--vscode-errorForeground, #c72e0f) 72%, var(--fg));
    /* As text, the warning colour of light themes is too pale. */
    --warn: color-mix(in srgb, var(--vscode-editorWarning-foreground, #bf8803) 55%, var(--fg));
    /* Not the green of passed tests: light themes have the dark ones' there. */
    --good: color-mix(in srgb, var(--vscode-charts-green, #388a34) 75%, var(--fg));
    --hairline: color-mix(in srgb, var(--fg) 14%, transparent);
    --edge: var(--vscode-contrastBorder, transparent);
    --mono: var(--vscode-editor-font-family, monospace);
    /* Under the pointer, and what is switched on. */
    --hover: var(--vscode-toolbar-hoverBackground, var(--hairline));
    --on-fg: var(--vscode-inputOption-activeForeground, var(--fg));
    --on-bg: var(--vscode-inputOption-activeBackground, var(--hairline));
    --on-edge: var(--vscode-inputOption-activeBorder, transparent);
    color: var(--fg);
    font-family: var(--vscode-font-family, system-ui, sans-serif);
    font-size: var(--vscode-font-size, 13px);
    line-height: 1.5;
  }
  :host-context(body.vscode-high-contrast),
  :host-context(body.vscode-high-contrast-light) {
    --hairline: var(--vscode-contrastBorder, currentColor);
    --muted: var(--fg);
    /* By outlines alone: a surface in the colour of the borders would swallow what stands on it. */
    --hover: transparent;
    --on-fg: var(--fg);
    --on-bg: transparent;
    --on-edge: var(--vscode-contrastActiveBorder, var(--vscode-inputOption-activeBorder, currentColor));
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  * {
    box-sizing: border-box;
  }
  .icon {
    display: inline-flex;
    flex: none;
    width: 1em;
    height: 1em;
    font-size: 14px;
  }
  .icon svg {
    width: 100%;
    height: 100%;
    fill: currentColor;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .id {
    font-family: var(--mono);
    font-size: 0.92em;
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
    border: 0;
    background: none;
    padding: 0;
  }
  :focus-visible {
    outline: 1px solid var(--vscode-focusBorder, #005fb8);
    outline-offset: 1px;
  }
  /* Where the surface under the pointer has no colour of its own; never in place of the ring of the focus. */
  :host-context(body.vscode-high-contrast) button:hover:not(:focus-visible),
  :host-context(body.vscode-high-contrast-light) button:hover:not(:focus-visible) {
    outline: 1px dashed var(--vscode-contrastActiveBorder, currentColor);
    outline-offset: -1px;
  }
  .button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 3px 11px;
    border: 1px solid var(--vscode-button-border, transparent);
    border-radius: 4px;
    color: var(--vscode-button-foreground, #ffffff);
    background: var(--vscode-button-background, #005fb8);
    white-space: nowrap;
  }
  .button:hover {
    background: var(--vscode-button-hoverBackground, #0258a8);
  }
  .button.secondary {
    color: var(--vscode-button-secondaryForeground, var(--fg));
    background: var(--vscode-button-secondaryBackground, transparent);
  }
  .button.secondary:hover {
    background: var(--vscode-button-secondaryHoverBackground, var(--hover));
  }
  .tool {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 24px;
    height: 24px;
    border-radius: 5px;
    color: var(--vscode-icon-foreground, var(--fg));
  }
  .tool .icon {
    font-size: 16px;
  }
  .tool:hover {
    background: var(--hover);
  }
  .tool[aria-disabled='true'] {
    opacity: 0.5;
    cursor: default;
  }
  .link {
    color: var(--accent);
    text-align: start;
  }
  .link:hover {
    text-decoration: underline;
  }
  .bone {
    border-radius: 5px;
    background: color-mix(in srgb, var(--fg) 8%, transparent);
  }
  @media (forced-colors: active) {
    .bone {
      border: 1px solid GrayText;
    }
  }
`;
