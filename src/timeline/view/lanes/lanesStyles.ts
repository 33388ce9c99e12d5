import { css } from 'lit';

/** The lanes: tools, labels beside the field, tooltip, table, legend. */
export const lanesStyles = css`
  :host {
    --labels: 176px;
    position: relative;
    display: flex;
    flex-direction: column;
    min-height: 0;
    container-type: inline-size;
  }
  .tools {
    display: flex;
    flex: none;
    align-items: center;
    gap: 2px;
    padding: 4px 12px;
  }
  .tools .toggle {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    height: 24px;
    padding: 0 8px;
    border: 1px solid transparent;
    border-radius: 5px;
    white-space: nowrap;
  }
  .tools .toggle:hover {
    background: var(--hover);
  }
  .tools .toggle[aria-pressed='true'] {
    border-color: var(--on-edge);
    color: var(--on-fg);
    background: var(--on-bg);
  }
  .range {
    margin-inline-start: auto;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
    color: var(--muted);
  }
  .scroller {
    position: relative;
    flex: 1;
    min-height: 0;
    overflow: hidden auto;
    border-block: 1px solid var(--hairline);
  }
  .head {
    position: sticky;
    top: 0;
    z-index: 2;
    display: flex;
    height: 39px;
    background: var(--bg);
    border-bottom: 1px solid var(--hairline);
  }
  .corner {
    flex: none;
    width: var(--labels);
    border-inline-end: 1px solid var(--hairline);
  }
  .rows {
    display: flex;
  }
  .labels {
    flex: none;
    width: var(--labels);
    margin: 0;
    padding: 0;
    list-style: none;
    border-inline-end: 1px solid var(--hairline);
    z-index: 1;
    background: var(--bg);
  }
  .label {
    display: flex;
    align-items: flex-start;
    gap: 9px;
    height: var(--lane, 56px);
    padding: calc(var(--middle, 28px) - 16px) 10px 0 12px;
    overflow: hidden;
  }
  .label:nth-child(odd) {
    background: color-mix(in srgb, var(--fg) 4%, var(--bg));
  }
  :host-context(body.vscode-high-contrast) .label:nth-child(odd),
  :host-context(body.vscode-high-contrast-light) .label:nth-child(odd) {
    background: var(--bg);
  }
  .face {
    flex: none;
    display: grid;
    place-items: center;
    width: 26px;
    height: 26px;
    border: 1px solid var(--edge);
    border-radius: 50%;
    background: color-mix(in srgb, var(--fg) 11%, var(--bg));
  }
  .face.agent {
    border-radius: 7px;
    background: color-mix(in srgb, var(--accent) 20%, var(--bg));
  }
  .who {
    min-width: 0;
    line-height: 1.3;
  }
  .name,
  .about {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name {
    font-weight: 600;
  }
  .about {
    font-size: 11px;
    color: var(--muted);
  }
  .field {
    position: relative;
    flex: 1;
    min-width: 0;
    cursor: grab;
    touch-action: none;
    user-select: none;
  }
  .field.on {
    cursor: pointer;
  }
  .field:active {
    cursor: grabbing;
  }
  .field:focus-visible {
    outline-offset: -2px;
  }
  .field canvas,
  .head canvas {
    display: block;
    pointer-events: none;
  }
  .axis {
    flex: 1;
    min-width: 0;
    overflow: hidden;
  }
  .tip {
    position: absolute;
    z-index: 3;
    top: 0;
    left: 0;
    max-width: min(360px, 90%);
    padding: 7px 10px 8px;
    border: 1px solid var(--vscode-editorHoverWidget-border, var(--hairline));
    border-radius: 6px;
    color: var(--vscode-editorHoverWidget-foreground, var(--fg));
    background: var(--vscode-editorHoverWidget-background, var(--bg));
    box-shadow: 0 2px 10px var(--vscode-widget-shadow, transparent);
    pointer-events: none;
  }
  .tip .top {
    display: flex;
    align-items: baseline;
    gap: 8px;
    min-width: 0;
  }
  .tip .top b {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
  }
  .tip .facts {
    font-size: 11px;
    color: color-mix(in srgb, currentColor 80%, transparent);
  }
  .tip .text {
    display: -webkit-box;
    margin-top: 3px;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    overflow: hidden;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    unicode-bidi: plaintext;
  }
  .bad {
    color: var(--bad);
  }
  .table {
    flex: 1;
    min-height: 0;
    overflow: auto;
    border-block: 1px solid var(--hairline);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  caption {
    padding: 6px 12px;
    text-align: start;
    color: var(--muted);
  }
  th {
    position: sticky;
    top: 0;
    background: var(--bg);
    font-weight: 600;
    white-space: nowrap;
  }
  th,
  td {
    padding: 4px 12px;
    text-align: start;
    vertical-align: top;
    border-bottom: 1px solid var(--hairline);
  }
  .when {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .text {
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
  }
  td.text {
    min-width: 240px;
  }
  tr.selected td {
    background: color-mix(in srgb, var(--accent) 12%, var(--bg));
  }
  .legend {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 2px 14px;
    padding: 5px 16px 6px;
    font-size: 11px;
    color: var(--muted);
  }
  .key {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    white-space: nowrap;
  }
  .divider {
    width: 1px;
    background: var(--hairline);
  }
  .key svg {
    fill: var(--muted);
    stroke: var(--muted);
    stroke-width: 1.5;
  }
  .key .hollow,
  .key .waiting {
    fill: none;
  }
  .key .waiting {
    stroke: var(--warn);
  }
  .key .failed {
    fill: var(--bad);
    stroke: var(--bad);
  }
  .key .cross {
    stroke: var(--bg);
  }
  .key [data-channel] {
    fill: color-mix(in srgb, var(--channel, var(--muted)) 82%, var(--fg));
    stroke: none;
  }
  .nothing {
    margin: auto;
    color: var(--muted);
  }
  @container (max-width: 620px) {
    .range {
      display: none;
    }
    .tools {
      padding-inline: 6px;
    }
    .tools .toggle {
      padding: 0 5px;
    }
    .label {
      gap: 6px;
      padding-inline: 6px;
    }
    .label .face {
      display: none;
    }
  }
  @container (max-width: 420px) {
    .tools .toggle span:not(.icon) {
      display: none;
    }
  }
`;
