import { css } from 'lit';

/** Pieces of details, one below the other. */
export const logDetailsStyles = css`
  :host {
    /* What only screen readers get stays within: at the end of long details it would lengthen the page. */
    position: relative;
    display: block;
  }
  section {
    position: relative;
    padding: 9px 14px 10px;
    border-top: 1px solid var(--hairline);
  }
  section:first-of-type,
  .noticed + section,
  .noticed {
    border-top: 0;
  }
  .noticed {
    padding-block: 4px 6px;
  }
  h3 {
    margin: 0 0 6px;
    font-size: 0.85em;
    font-weight: 600;
    letter-spacing: 0.04em;
    text-transform: uppercase;
    color: var(--muted);
  }
  p {
    margin: 0;
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  a {
    color: var(--accent);
  }
  .soft {
    font-size: 0.92em;
    color: var(--muted);
  }
  .mono {
    font-family: var(--mono);
    font-size: 0.92em;
  }
  .tone {
    display: inline-flex;
    margin-inline-end: 5px;
    vertical-align: -2px;
  }
  .bad .tone,
  .steps .bad > .number,
  dd.bad,
  td.bad {
    color: var(--bad);
  }
  .warning .tone,
  .steps .warning > .number,
  dd.warning,
  td.warning {
    color: var(--warn);
  }
  .good .tone,
  .steps .good > .number,
  dd.good,
  td.good {
    color: var(--good);
  }
  .info .tone,
  .steps .info > .number,
  dd.info,
  td.info {
    color: var(--note);
  }
  dd.muted,
  td.muted {
    color: var(--muted);
  }

  /* Facts */
  dl {
    display: grid;
    grid-template-columns: fit-content(38%) minmax(0, 1fr);
    gap: 3px 14px;
    margin: 0;
  }
  .fact {
    display: contents;
  }
  dt {
    color: var(--muted);
  }
  dd {
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .value {
    white-space: pre-wrap;
  }
  .copy {
    width: 20px;
    height: 20px;
    margin-inline-start: 4px;
    vertical-align: -4px;
  }
  .copy .icon {
    font-size: 14px;
  }

  /* Notice */
  .notice {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px 4px;
    padding: 7px 11px;
    border: 1px solid color-mix(in srgb, var(--tint) 55%, transparent);
    border-radius: 6px;
    background: color-mix(in srgb, var(--tint) 9%, var(--bg));
  }
  .notice.bad {
    --tint: var(--bad);
  }
  .notice.warning {
    --tint: var(--warn);
  }
  .notice.good {
    --tint: var(--good);
  }
  .notice.info {
    --tint: var(--note);
  }
  .notice.muted {
    --tint: var(--muted);
    grid-template-columns: minmax(0, 1fr);
  }
  .notice > .tone {
    margin-top: 3px;
  }
  .notice > .sr + div,
  .notice > div {
    display: grid;
    gap: 3px;
  }
  .notice p {
    white-space: pre-line;
  }
  .links {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    margin-top: 2px;
  }

  /* Timing */
  table {
    border-collapse: collapse;
  }
  .timing {
    width: 100%;
  }
  .timing th {
    width: 1px;
    padding: 1px 12px 1px 0;
    font-weight: 400;
    text-align: start;
    white-space: nowrap;
    color: var(--muted);
  }
  .timing .lane {
    padding: 0;
  }
  .timing svg {
    display: block;
    width: 100%;
    height: 10px;
    border-radius: 2px;
    background: color-mix(in srgb, var(--fg) 7%, transparent);
  }
  .timing rect {
    fill: color-mix(in srgb, var(--accent) 75%, var(--bg));
  }
  .timing .good rect {
    fill: var(--good);
  }
  .timing .bad rect {
    fill: var(--bad);
  }
  .timing .warning rect {
    fill: var(--warn);
  }
  .timing .info rect {
    fill: var(--note);
  }
  .timing .muted rect {
    fill: color-mix(in srgb, var(--muted) 60%, var(--bg));
  }
  .ms {
    width: 1px;
    padding: 1px 0 1px 12px;
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  .sum th,
  .sum td {
    padding-top: 3px;
    font-weight: 600;
    color: inherit;
  }

  /* Steps */
  .steps {
    display: grid;
    gap: 7px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .steps li {
    display: grid;
    grid-template-columns: 20px minmax(0, 1fr);
    gap: 0 8px;
  }
  .steps .number {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 20px;
    height: 20px;
    border: 1px solid var(--hairline);
    border-radius: 50%;
    font-size: 0.85em;
    font-variant-numeric: tabular-nums;
    color: var(--muted);
  }
  .steps .number:has(.icon) {
    border-color: transparent;
  }
  .steps .number .icon {
    font-size: 16px;
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .code {
    display: flex;
    gap: 2px;
    align-items: flex-start;
    margin-top: 3px;
  }
  .code pre {
    flex: 1;
    max-height: 180px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  /* Table */
  .scrolled {
    overflow-x: auto;
  }
  .cells th,
  .cells td {
    padding: 2px 14px 2px 0;
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  .cells th {
    font-size: 0.92em;
    font-weight: 600;
    color: var(--muted);
    white-space: nowrap;
  }
  .cells tr + tr td {
    border-top: 1px solid var(--hairline);
  }
  .cells td:first-child {
    white-space: nowrap;
  }

  /* What opens and closes, and text */
  summary {
    display: flex;
    gap: 10px;
    align-items: baseline;
    width: fit-content;
    max-width: calc(100% - 84px);
    cursor: pointer;
    border-radius: 3px;
  }
  summary::before {
    content: '';
    flex: none;
    width: 6px;
    height: 6px;
    margin-inline: 1px -2px;
    border: solid var(--muted);
    border-width: 0 1.5px 1.5px 0;
    transform: rotate(-45deg);
  }
  details[open] > summary::before {
    transform: translateY(-2px) rotate(45deg);
  }
  summary h3 {
    margin: 0;
  }
  details > :not(summary) {
    margin-top: 6px;
  }
  .tools {
    position: absolute;
    inset-block-start: 6px;
    inset-inline-end: 10px;
    display: flex;
    gap: 2px;
  }
  .tools .tool.on {
    color: var(--on-fg);
    background: var(--on-bg);
    outline: 1px solid var(--on-edge);
    outline-offset: -1px;
  }
  .tools .copy {
    margin: 0;
  }
  .tools .tool {
    width: 24px;
    height: 24px;
  }
  .tools .tool .icon {
    font-size: 15px;
  }
  pre {
    max-height: 460px;
    margin: 0;
    padding: 6px 10px;
    overflow: auto;
    border: 1px solid var(--edge);
    border-radius: 5px;
    background: var(--vscode-textCodeBlock-background, color-mix(in srgb, var(--fg) 6%, var(--bg)));
    font-family: var(--mono);
    font-size: 0.92em;
    line-height: 1.5;
    tab-size: 2;
    white-space: pre;
  }
  pre.wrapped {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .key {
    font-weight: 600;
  }
  .string {
    color: color-mix(in srgb, var(--vscode-charts-green, #388a34) 60%, var(--fg));
  }
  pre .number {
    color: color-mix(in srgb, var(--vscode-charts-blue, #1a85ff) 60%, var(--fg));
  }
  .word {
    color: color-mix(in srgb, var(--vscode-charts-purple, #652d90) 60%, var(--fg));
  }
  @media (forced-colors: active) {
    .timing rect {
      fill: Highlight;
    }
  }
`;
