import { css } from 'lit';

/** The filters: groups side by side where there is room, the time below them. */
export const filterPanelStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    outline: 0;
  }
  .panel {
    display: flex;
    flex-direction: column;
    min-height: 0;
    border: 1px solid var(--vscode-editorWidget-border, var(--vscode-contrastBorder, var(--hairline)));
    border-radius: 8px;
    color: var(--vscode-editorWidget-foreground, var(--fg));
    background: var(--vscode-editorWidget-background, var(--bg));
    box-shadow: 0 4px 16px var(--vscode-widget-shadow, rgb(0 0 0 / 25%));
  }
  header,
  footer {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    padding: 8px 14px;
  }
  footer {
    border-top: 1px solid var(--hairline);
    font-variant-numeric: tabular-nums;
  }
  h2 {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }
  .button[aria-disabled='true'] {
    opacity: 0.5;
    cursor: default;
  }
  .groups {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
    gap: 14px 20px;
    min-height: 0;
    padding: 2px 14px 14px;
    overflow: auto;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    margin-bottom: 3px;
    font-size: 0.92em;
    color: var(--muted);
  }
  .options {
    display: flex;
    flex-direction: column;
    max-height: 182px;
    overflow: auto;
  }
  .options label {
    display: flex;
    flex: none;
    align-items: center;
    gap: 7px;
    min-height: 26px;
    padding-inline: 4px 8px;
    border-radius: 4px;
    cursor: pointer;
  }
  .options label:hover {
    background: var(--hover);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .options label > .icon {
    color: var(--muted);
  }
  .words {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .count {
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
    color: var(--muted);
  }
  .none .words,
  .none > .icon,
  .none .count {
    opacity: 0.7;
  }
  input[type='checkbox'] {
    flex: none;
    width: 15px;
    height: 15px;
    margin: 0;
    accent-color: var(--vscode-button-background, #005fb8);
  }
  input {
    color-scheme: light;
  }
  :host-context(body.vscode-dark) input,
  :host-context(body.vscode-high-contrast:not(.vscode-high-contrast-light)) input {
    color-scheme: dark;
  }
  p {
    margin: 2px 4px 0;
    font-size: 0.92em;
    color: var(--muted);
  }
  /* Alone beside the time. */
  fieldset:first-child:nth-last-child(2),
  .time {
    grid-column: 1 / -1;
  }
  .spans {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-bottom: 8px;
  }
  .spans:empty {
    display: none;
  }
  .span {
    height: 24px;
    padding-inline: 9px;
    border: 1px solid var(--hairline);
    border-radius: 12px;
  }
  .span:hover {
    background: var(--hover);
  }
  .span[aria-pressed='true'] {
    color: var(--on-fg);
    border-color: var(--on-edge);
    background: var(--on-bg);
  }
  .moments {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 16px;
  }
  .moment {
    display: inline-flex;
    min-width: 0;
    align-items: center;
    gap: 7px;
  }
  .moment input {
    height: 26px;
    padding-inline: 6px;
    border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, var(--hairline)));
    border-radius: 4px;
    font: inherit;
    color: var(--vscode-input-foreground, var(--fg));
    background: var(--vscode-input-background, var(--bg));
  }
`;
