import { css } from 'lit';

/** The box at the foot: who writes to whom in one line each, the text, and what can be said besides. */
export const composeStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    container-type: inline-size;
    border-top: 1px solid var(--hairline);
    background: var(--bg);
    --field-edge: var(--vscode-input-border, var(--vscode-contrastBorder, color-mix(in srgb, var(--fg) 28%, transparent)));
  }
  .box {
    display: flex;
    flex-direction: column;
    gap: 7px;
    width: 100%;
    min-height: 0;
    max-width: 980px;
    max-height: 72vh;
    margin: 0 auto;
    padding: 8px 16px 10px;
    overflow: auto;
  }
  .bar,
  .foot,
  .status,
  .acts {
    display: flex;
    align-items: center;
    gap: 6px 10px;
  }
  .switch {
    display: inline-flex;
    flex: none;
    gap: 1px;
    padding: 1px;
    border: 1px solid var(--hairline);
    border-radius: 6px;
  }
  .switch button {
    height: 24px;
    padding-inline: 9px;
    border: 1px solid transparent;
    border-radius: 4px;
    color: var(--muted);
    white-space: nowrap;
  }
  .switch button:hover,
  .chip:hover,
  .plain:hover {
    background: var(--hover);
  }
  .switch [aria-checked='true'] {
    color: var(--on-fg);
    border-color: var(--on-edge);
    background: var(--on-bg);
  }
  .meaning {
    flex: 1;
    min-width: 0;
    font-size: 0.92em;
    line-height: 1.35;
    color: var(--muted);
  }
  .ends {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: start;
    gap: 5px 10px;
  }
  .ends > .name {
    padding-top: 3px;
    color: var(--muted);
  }
  select,
  input,
  textarea {
    min-width: 0;
    border: 1px solid var(--field-edge);
    border-radius: 4px;
    font: inherit;
    color: var(--vscode-input-foreground, var(--fg));
    background: var(--vscode-input-background, var(--bg));
    color-scheme: light;
  }
  :host-context(body.vscode-dark) :is(input, select, textarea),
  :host-context(body.vscode-high-contrast:not(.vscode-high-contrast-light)) :is(input, select, textarea) {
    color-scheme: dark;
  }
  input,
  select {
    height: 26px;
    padding-inline: 7px;
  }
  select {
    max-width: 100%;
    padding-inline: 4px;
    justify-self: start;
    color: var(--vscode-dropdown-foreground, var(--fg));
    background: var(--vscode-dropdown-background, var(--bg));
    text-overflow: ellipsis;
  }
  :is(select, input, textarea):focus-visible {
    border-color: var(--vscode-focusBorder, #005fb8);
    outline-offset: -1px;
  }
  ::placeholder {
    color: color-mix(in srgb, var(--fg) 72%, var(--bg));
    opacity: 1;
  }
  [aria-invalid='true'],
  .chips.wrong {
    border-color: var(--vscode-inputValidation-errorBorder, var(--bad));
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 5px;
    max-height: 88px;
    padding: 1px;
    overflow: auto;
    border: 1px solid transparent;
    border-radius: 5px;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    max-width: 100%;
    min-height: 26px;
    padding-inline: 6px 9px;
    border: 1px solid var(--hairline);
    border-radius: 13px;
    cursor: pointer;
  }
  .chip.on {
    color: var(--on-fg);
    border-color: var(--on-edge);
    background: var(--on-bg);
  }
  .chip:has(:focus-visible) {
    outline: 1px solid var(--vscode-focusBorder, #005fb8);
    outline-offset: 1px;
  }
  .chip input {
    flex: none;
    width: 14px;
    height: 14px;
    margin: 0;
    outline: 0;
    accent-color: var(--vscode-button-background, #005fb8);
  }
  .chip .who {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .chip .id {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    overflow-wrap: normal;
  }
  .chip.on .id {
    color: inherit;
  }
  .chip .icon {
    color: var(--channel, var(--muted));
  }
  .plain {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-height: 26px;
    padding-inline: 8px;
    border-radius: 5px;
    color: var(--accent);
    white-space: nowrap;
  }
  .foot .plain {
    color: var(--fg);
  }
  .typing {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 8px;
    grid-column: 1 / -1;
    padding: 8px 10px;
    border: 1px solid var(--hairline);
    border-radius: 6px;
  }
  .typing .title,
  .typing .hint,
  .typing .error {
    flex: 1 1 100%;
  }
  .typing .title {
    font-weight: 600;
  }
  .typing input {
    flex: 1 1 180px;
  }
  textarea {
    display: block;
    width: 100%;
    min-height: 50px;
    max-height: 33vh;
    padding: 5px 8px;
    line-height: 1.45;
    resize: none;
    field-sizing: content;
  }
  textarea[readonly] {
    opacity: 0.75;
  }
  .veiled {
    -webkit-text-security: disc;
  }
  .more {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
    gap: 8px 14px;
  }
  .field {
    display: flex;
    flex-direction: column;
    gap: 2px;
    min-width: 0;
  }
  .field.wide {
    grid-column: 1 / -1;
  }
  .field > .name {
    font-size: 0.92em;
    color: var(--muted);
  }
  .field .switch {
    align-self: flex-start;
  }
  .hint,
  .error {
    font-size: 0.92em;
    line-height: 1.35;
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  .error {
    color: var(--bad);
  }
  .ends .error {
    grid-column: 2;
  }
  /* Always in reach, however much stands above it. */
  .foot {
    position: sticky;
    inset-block-end: -10px;
    flex-wrap: wrap;
    margin-block: -2px -10px;
    padding-block: 2px 10px;
    background: var(--bg);
  }
  .space {
    flex: 1;
  }
  kbd {
    font: inherit;
    font-size: 0.92em;
    color: var(--muted);
  }
  .button .livemark {
    padding-inline: 5px;
    border: 1px solid currentColor;
    border-radius: 3px;
    font-size: 0.85em;
    line-height: 1.3;
    text-transform: uppercase;
  }
  .button[aria-disabled='true'],
  .plain[aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }
  .count {
    padding-inline: 5px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    font-size: 0.85em;
    line-height: 16px;
    color: var(--vscode-badge-foreground, #ffffff);
    background: var(--vscode-badge-background, #616161);
  }
  .status {
    flex-wrap: wrap;
    padding: 5px 10px;
    border: 1px solid var(--hairline);
    border-inline-start: 3px solid var(--tone, var(--muted));
    border-radius: 5px;
  }
  .status > .icon {
    color: var(--tone, var(--muted));
  }
  .status.created {
    --tone: var(--vscode-charts-green, #388a34);
  }
  .status.unknown {
    --tone: var(--vscode-editorWarning-foreground, #bf8803);
  }
  .status.refused {
    --tone: var(--vscode-errorForeground, #c72e0f);
  }
  .status .words {
    flex: 1 1 240px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .status .acts {
    flex-wrap: wrap;
  }
  .shut {
    display: flex;
    align-items: center;
    gap: 8px;
    margin: 0;
    color: var(--muted);
  }
  .shut span:last-of-type {
    flex: 1;
  }
  @container (max-width: 560px) {
    .box {
      padding-inline: 12px;
    }
    .bar {
      flex-wrap: wrap;
    }
    .meaning {
      flex: 1 1 100%;
      order: 1;
    }
    .bar .tool {
      margin-inline-start: auto;
    }
    kbd {
      display: none;
    }
  }
`;
