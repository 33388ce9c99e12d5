import { css } from 'lit';

/** Rows of one height, in columns; the titles stay at the top. */
export const logGridStyles = css`
  :host {
    position: relative;
    display: block;
    min-width: 0;
    min-height: 0;
    contain: strict;
  }
  .scroller {
    position: absolute;
    inset: 0;
    overflow-x: hidden;
    overflow-y: auto;
    /* The place is kept by the grid; the browser must not do it a second time. */
    overflow-anchor: none;
    outline-offset: -1px;
  }
  .head {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    height: 24px;
    border-bottom: 1px solid var(--hairline);
    background: var(--bg);
    color: var(--muted);
  }
  .all {
    position: relative;
    overflow: hidden;
    contain: layout style;
  }
  .drawn {
    position: absolute;
    inset-inline: 0;
    will-change: transform;
  }
  .row {
    display: grid;
    grid-template-columns: var(--tracks);
    gap: 0 10px;
    align-items: center;
    height: 24px;
    padding-inline-end: 14px;
    line-height: 22px;
    white-space: nowrap;
    contain: layout style paint;
  }
  .head .row {
    height: 23px;
  }
  .all .row {
    cursor: default;
  }
  .all .row:hover {
    background: var(--vscode-list-hoverBackground, var(--hover));
  }
  .row.selected,
  .all .row.selected:hover {
    /* The surface takes from the distance to the text. */
    --muted: var(--fg);
    --bad: color-mix(in srgb, var(--vscode-errorForeground, #c72e0f) 45%, var(--fg));
    --warn: color-mix(in srgb, var(--vscode-editorWarning-foreground, #bf8803) 35%, var(--fg));
    --good: color-mix(in srgb, var(--vscode-charts-green, #388a34) 45%, var(--fg));
    --note: color-mix(in srgb, var(--vscode-charts-blue, #1a85ff) 40%, var(--fg));
    color: var(--vscode-list-inactiveSelectionForeground, var(--fg));
    background: var(--vscode-list-inactiveSelectionBackground, var(--hover));
  }
  .scroller:focus .row.selected {
    --muted: currentColor;
    --bad: currentColor;
    --warn: currentColor;
    --good: currentColor;
    --note: currentColor;
    color: var(--vscode-list-activeSelectionForeground, var(--fg));
    background: var(--vscode-list-activeSelectionBackground, var(--hover));
  }
  .cell {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    unicode-bidi: plaintext;
  }
  .cell.end {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .cell.mono {
    font-family: var(--mono);
    font-size: 0.92em;
  }
  .marks {
    display: flex;
    gap: 2px;
    align-items: center;
    justify-content: end;
    min-width: 0;
  }
  .pin {
    display: inline-flex;
    order: -1;
    color: var(--muted);
  }
  .under {
    margin-inline: 4px 6px;
    color: var(--muted);
  }
  .bad > .marks > .icon,
  .cell.bad {
    color: var(--bad);
  }
  .warning > .marks > .icon,
  .cell.warning {
    color: var(--warn);
  }
  .good > .marks > .icon,
  .cell.good {
    color: var(--good);
  }
  .info > .marks > .icon,
  .cell.info {
    color: var(--note);
  }
  .cell.bad {
    font-weight: 600;
  }
  .row.muted,
  .cell.muted {
    color: var(--muted);
  }
  .bone {
    display: inline-block;
    width: 12ch;
    height: 10px;
    margin-inline-start: 28px;
  }
  :host-context(body.vscode-high-contrast) .all .row:hover,
  :host-context(body.vscode-high-contrast-light) .all .row:hover {
    outline: 1px dashed var(--vscode-contrastActiveBorder, currentColor);
    outline-offset: -1px;
  }
  :host-context(body.vscode-high-contrast) .row.selected,
  :host-context(body.vscode-high-contrast-light) .row.selected {
    outline: 1px solid var(--vscode-contrastActiveBorder, currentColor);
    outline-offset: -1px;
  }
  @media (forced-colors: active) {
    .row.selected {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
