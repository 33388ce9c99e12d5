import { css } from 'lit';

/** A menu as the editor's own ones look. */
export const logMenuStyles = css`
  :host {
    position: fixed;
    inset: auto;
    margin: 0;
    max-width: min(420px, calc(100vw - 8px));
    max-height: calc(100vh - 8px);
    padding: 4px;
    overflow-y: auto;
    border: 1px solid var(--vscode-menu-border, var(--vscode-widget-border, var(--hairline)));
    border-radius: 6px;
    color: var(--vscode-menu-foreground, var(--fg));
    background: var(--vscode-menu-background, var(--bg));
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, rgb(0 0 0 / 16%));
  }
  .group + .group {
    margin-top: 4px;
    padding-top: 4px;
    border-top: 1px solid var(--vscode-menu-separatorBackground, var(--hairline));
  }
  .title {
    padding: 2px 10px;
    font-size: 0.85em;
    font-weight: 600;
  }
  button {
    display: flex;
    gap: 8px;
    align-items: center;
    width: 100%;
    min-height: 24px;
    padding: 1px 12px 1px 8px;
    border-radius: 4px;
    text-align: start;
  }
  button:focus,
  button:hover {
    color: var(--vscode-menu-selectionForeground, var(--fg));
    background: var(--vscode-menu-selectionBackground, var(--hover));
    outline: 1px solid var(--vscode-menu-selectionBorder, transparent);
    outline-offset: -1px;
  }
  .mark {
    display: inline-flex;
    flex: none;
    width: 16px;
  }
  .label {
    flex: 1 1 auto;
    white-space: nowrap;
  }
  .detail {
    overflow: hidden;
    font-size: 0.92em;
    opacity: 0.85;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  :host-context(body.vscode-high-contrast) button:focus,
  :host-context(body.vscode-high-contrast-light) button:focus {
    outline-color: var(--vscode-contrastActiveBorder, currentColor);
  }
`;
