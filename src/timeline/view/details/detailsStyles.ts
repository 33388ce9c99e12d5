import { css } from 'lit';

/** The details: a column of sections below a bar that stays. */
export const detailsStyles = css`
  :host {
    --channel: var(--vscode-charts-foreground, var(--muted));
    --channel-mark: color-mix(in srgb, var(--channel) 65%, var(--fg));
  }
  [data-channel] {
    --channel-mark: color-mix(in srgb, var(--channel) 65%, var(--fg));
  }

  /* Bar */
  .top .tools {
    display: flex;
    gap: 2px;
  }
  .note {
    text-wrap: pretty;
  }

  /* Who said it, and what */
  .said {
    padding: 14px 16px 12px;
  }
  .who {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 10px;
    align-items: center;
  }
  .avatar {
    display: grid;
    place-items: center;
    width: 34px;
    height: 34px;
    font-size: 12px;
    font-weight: 600;
    border: 1px solid var(--edge);
    background: color-mix(in srgb, var(--fg) 11%, var(--bg));
  }
  .avatar.customer {
    border-radius: 50%;
  }
  .avatar.agent {
    border-radius: 9px;
    background: color-mix(in srgb, var(--accent) 20%, var(--bg));
  }
  .avatar .icon {
    font-size: 17px;
  }
  .who .name {
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 10px;
    font-size: 0.92em;
    color: var(--muted);
  }
  .line > span {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .line .icon {
    font-size: 12px;
  }
  .channel .icon {
    color: var(--channel-mark);
  }
  .text {
    max-height: 240px;
    margin-top: 10px;
    padding: 8px 12px;
    overflow: auto;
    border: 1px solid var(--edge);
    border-inline-start: 3px solid var(--channel-mark);
    border-radius: 3px 8px 8px 3px;
    background: color-mix(in srgb, var(--fg) 5%, var(--bg));
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
    tab-size: 4;
  }
  .text.none {
    font-style: italic;
    color: var(--muted);
  }
  .more {
    margin-top: 4px;
    font-size: 0.92em;
  }

  /* Acts */
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    padding: 0 16px 14px;
  }
  .act {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 2px 9px 2px 7px;
    border: 1px solid var(--hairline);
    border-radius: 5px;
    font-size: 0.92em;
    line-height: 20px;
    white-space: nowrap;
  }
  .act:hover {
    background: var(--hover);
  }
  .act .icon {
    color: var(--vscode-icon-foreground, var(--fg));
  }
  .act.main {
    border-color: var(--vscode-button-border, transparent);
    color: var(--vscode-button-foreground, #ffffff);
    background: var(--vscode-button-background, #005fb8);
  }
  .act.main .icon {
    color: inherit;
  }
  .act.main:hover {
    background: var(--vscode-button-hoverBackground, #0258a8);
  }

  /* Sections */
  section {
    padding: 12px 16px 14px;
    border-top: 1px solid var(--hairline);
  }
  h3 {
    margin: 0 0 8px;
    font-size: 0.85em;
    font-weight: 600;
    letter-spacing: 0.04em;
    text-transform: uppercase;
    color: var(--muted);
  }
  .hint {
    margin: 6px 0 0;
    font-size: 0.88em;
    color: var(--muted);
    text-wrap: pretty;
  }
  dl {
    display: grid;
    grid-template-columns: fit-content(40%) minmax(0, 1fr);
    gap: 4px 14px;
    margin: 0;
  }
  dt {
    color: var(--muted);
  }
  dd {
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .soft {
    color: var(--muted);
  }

  /* Delivery */
  .recipients {
    display: grid;
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .to {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 10px;
    align-items: baseline;
  }
  .to .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .to .line {
    grid-column: 1 / -1;
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    white-space: nowrap;
  }
  .state.failed {
    font-weight: 600;
    color: var(--bad);
  }
  .steps {
    display: grid;
    gap: 3px;
    margin: 6px 0 0;
    padding: 0 0 0 5px;
    list-style: none;
    font-size: 0.92em;
  }
  .steps li {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    padding-inline-start: 18px;
  }
  .steps li::before {
    content: '';
    position: absolute;
    inset-inline-start: 0;
    top: 0.5em;
    width: 7px;
    height: 7px;
    border: 1px solid var(--muted);
    border-radius: 50%;
    background: var(--bg);
  }
  .steps li:last-child::before {
    background: var(--muted);
  }
  .steps li.failed::before {
    border-color: var(--bad);
    border-radius: 1px;
    background: var(--bad);
  }
  .steps li:not(:last-child)::after {
    content: '';
    position: absolute;
    inset-inline-start: 4px;
    top: calc(0.5em + 9px);
    bottom: calc(-0.5em - 3px);
    width: 1px;
    background: var(--hairline);
  }
  .callbacks {
    margin-top: 0;
  }
  .verdict {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    color: var(--muted);
  }
  .verdict.unsigned {
    font-weight: 600;
    color: var(--bad);
  }
  .failure {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px 8px;
    margin-top: 12px;
    padding: 9px 12px;
    border: 1px solid color-mix(in srgb, var(--bad) 55%, transparent);
    border-radius: 6px;
    background: color-mix(in srgb, var(--bad) 9%, var(--bg));
  }
  .failure > .icon {
    margin-top: 3px;
    color: var(--bad);
  }
  .failure > div {
    display: grid;
    gap: 4px;
  }
  .failure strong {
    font-weight: 600;
  }
  .failure p {
    margin: 0;
    text-wrap: pretty;
  }
  a {
    color: var(--accent);
  }

  /* Times */
  .life {
    display: flex;
    align-items: stretch;
    height: 10px;
    margin: 2px 0 8px;
    border: 1px solid var(--edge);
    border-radius: 5px;
    overflow: hidden;
  }
  .stretch {
    min-width: 6px;
    background: color-mix(in srgb, var(--accent) 70%, var(--bg));
  }
  .stretch.updated {
    border-inline-start: 2px solid var(--bg);
    background: repeating-linear-gradient(
      -45deg,
      color-mix(in srgb, var(--accent) 38%, var(--bg)) 0 4px,
      color-mix(in srgb, var(--accent) 20%, var(--bg)) 4px 8px
    );
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    margin-bottom: 10px;
    font-size: 0.92em;
  }
  .legend span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .legend i {
    width: 10px;
    height: 10px;
    min-width: 10px;
    border: 1px solid var(--edge);
    border-radius: 2px;
  }
  .meter {
    display: block;
    height: 6px;
    max-width: 160px;
    margin-top: 4px;
    border: 1px solid var(--edge);
    border-radius: 3px;
    overflow: hidden;
    background: color-mix(in srgb, var(--fg) 12%, transparent);
  }
  .meter i {
    display: block;
    height: 100%;
    background: var(--channel-mark);
  }
  .meter.low i {
    background: var(--warn);
  }

  /* Ids and other fields */
  .copyable {
    display: flex;
    align-items: flex-start;
    gap: 6px;
  }
  .copyable > :first-child {
    flex: 1;
    min-width: 0;
  }
  .copyable .tool .icon {
    font-size: 14px;
  }
  .value {
    font-family: var(--mono);
    font-size: 0.92em;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  /* JSON */
  summary {
    cursor: pointer;
  }
  summary h3 {
    display: inline;
  }
  .json {
    position: relative;
    margin-top: 8px;
  }
  .json .tool {
    position: absolute;
    inset-block-start: 4px;
    inset-inline-end: 4px;
    background: var(--vscode-textCodeBlock-background, var(--bg));
  }
  pre {
    max-height: 420px;
    margin: 0;
    padding: 8px 34px 8px 10px;
    overflow: auto;
    border: 1px solid var(--edge);
    border-radius: 5px;
    background: var(--vscode-textCodeBlock-background, color-mix(in srgb, var(--fg) 6%, var(--bg)));
    font-family: var(--mono);
    font-size: 0.88em;
    line-height: 1.55;
    tab-size: 2;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .key {
    font-weight: 600;
  }
  .string {
    color: color-mix(in srgb, var(--vscode-charts-green, #388a34) 60%, var(--fg));
  }
  .number {
    color: color-mix(in srgb, var(--vscode-charts-blue, #1a85ff) 60%, var(--fg));
  }
  .word {
    color: color-mix(in srgb, var(--vscode-charts-purple, #652d90) 60%, var(--fg));
  }
  @media (forced-colors: active) {
    .stretch {
      background: Highlight;
    }
    .stretch.updated {
      background: Canvas;
    }
  }
`;
