import { css } from 'lit';

/** Cards on a calm grid: one, two or three columns, as there is room. */
export const sandboxStyles = css`
  :host {
    display: block;
    height: 100vh;
    overflow: auto;
    background: var(--bg);
    container-type: inline-size;
    --surface: color-mix(in srgb, var(--fg) 3%, var(--bg));
  }
  :host-context(body.vscode-high-contrast),
  :host-context(body.vscode-high-contrast-light) {
    --surface: var(--bg);
  }
  main {
    max-width: 1480px;
    margin: 0 auto;
    padding: 16px 20px 28px;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  dl,
  dd,
  pre {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  .waiting {
    color: var(--muted);
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 10px 20px;
    align-items: center;
    justify-content: space-between;
  }
  .head h1 {
    display: flex;
    gap: 8px;
    align-items: center;
    font-size: 1.45em;
    font-weight: 600;
    line-height: 1.3;
  }
  .head h1 .icon {
    font-size: 20px;
    color: var(--accent);
  }
  .state {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: center;
    margin-top: 4px;
  }
  .pill {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    padding: 0 9px;
    border: 1px solid var(--hairline);
    border-radius: 10px;
    font-size: 0.92em;
  }
  .pill::before {
    content: '';
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--good);
  }
  .pill.stopped::before {
    background: none;
    border: 1.5px solid currentColor;
  }
  .where {
    display: inline-flex;
    gap: 4px;
    align-items: center;
  }
  .address {
    font-family: var(--mono);
    font-size: 0.92em;
    color: var(--muted);
  }
  .acts,
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
  }
  .button.secondary {
    border-color: var(--vscode-button-border, var(--hairline));
  }
  .button[disabled] {
    opacity: 0.6;
    cursor: default;
  }

  .said {
    margin-top: 12px;
    padding: 6px 12px;
    border: 1px solid var(--hairline);
    border-inline-start: 3px solid var(--accent);
    border-radius: 4px;
    background: var(--surface);
  }
  .said[data-empty] {
    margin: 0;
    padding: 0;
    border: 0;
  }
  .said .change {
    margin-inline-start: 14px;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
    color: var(--muted);
  }

  .grid {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
    align-items: start;
    margin-top: 16px;
  }
  .stack {
    display: flex;
    flex-direction: column;
    gap: 14px;
    min-width: 0;
  }
  @container (min-width: 720px) {
    .grid {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .stack.wide {
      grid-column: 1 / -1;
    }
  }
  @container (min-width: 1120px) {
    .grid {
      grid-template-columns: minmax(0, 5fr) minmax(0, 5fr) minmax(0, 7fr);
    }
    .stack.wide {
      grid-column: auto;
    }
  }

  .card {
    padding: 12px 14px 14px;
    border: 1px solid var(--hairline);
    border-radius: 8px;
    background: var(--surface);
  }
  .card > header {
    display: flex;
    gap: 8px;
    align-items: center;
    justify-content: space-between;
    min-height: 27px;
    margin-bottom: 8px;
  }
  .card h2 {
    display: flex;
    gap: 7px;
    align-items: center;
    font-size: 1.08em;
    font-weight: 600;
  }
  .card h2 .icon {
    color: var(--muted);
    font-size: 16px;
  }
  .card h3 {
    margin: 12px 0 2px;
    font-size: 1em;
    font-weight: 600;
  }
  .hint,
  .more {
    color: var(--muted);
    font-size: 0.95em;
  }
  /* A little darker than elsewhere: the cards are not quite as light as the page. */
  .bad {
    color: color-mix(in srgb, var(--bad) 85%, var(--fg));
  }
  .good {
    color: var(--good);
  }
  .warn {
    color: var(--warn);
  }

  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(106px, 1fr));
    gap: 8px;
  }
  .tiles li {
    display: flex;
    flex-direction: column;
    padding: 6px 10px;
    border: 1px solid var(--hairline);
    border-radius: 6px;
    background: var(--bg);
  }
  .tiles b {
    font-size: 1.5em;
    font-weight: 600;
    line-height: 1.25;
    font-variant-numeric: tabular-nums;
  }
  .tiles span {
    overflow: hidden;
    color: var(--muted);
    font-size: 0.86em;
    text-overflow: ellipsis;
  }
  .facts {
    margin-top: 10px;
  }
  .facts div {
    display: flex;
    gap: 12px;
    justify-content: space-between;
    padding: 3px 0;
    border-top: 1px solid var(--hairline);
  }
  .facts div:first-child {
    border-top: 0;
  }
  .facts dt {
    color: var(--muted);
  }
  .facts dd {
    text-align: end;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  .badge {
    padding: 0 6px;
    border: 1px solid var(--hairline);
    border-radius: 8px;
    font-size: 0.85em;
  }

  .time {
    font-variant-numeric: tabular-nums;
    color: var(--muted);
  }
  .time b {
    margin-inline-end: 6px;
    color: var(--fg);
    font-size: 1.75em;
    font-weight: 600;
    line-height: 1.3;
  }
  .segments {
    display: inline-flex;
    margin: 10px 0;
    overflow: hidden;
    border: 1px solid var(--hairline);
    border-radius: 5px;
  }
  .segments button,
  .segments .other {
    padding: 3px 12px;
    border-inline-start: 1px solid var(--hairline);
  }
  .segments > :first-child {
    border-inline-start: 0;
  }
  .segments button:hover {
    background: var(--hover);
  }
  .segments button:focus-visible {
    outline-offset: -2px;
  }
  .segments [aria-pressed='true'],
  .segments .other {
    color: var(--on-fg);
    background: var(--on-bg);
    box-shadow: inset 0 0 0 1px var(--on-edge);
    font-weight: 600;
  }
  .steps {
    margin-bottom: 6px;
  }
  .steps .name {
    color: var(--muted);
  }
  input,
  select {
    height: 26px;
    padding: 2px 7px;
    border: 1px solid var(--vscode-input-border, var(--hairline));
    border-radius: 4px;
    color: var(--vscode-input-foreground, var(--fg));
    background: var(--vscode-input-background, var(--bg));
    font: inherit;
  }
  select {
    border-color: var(--vscode-dropdown-border, var(--hairline));
    color: var(--vscode-dropdown-foreground, var(--fg));
    background: var(--vscode-dropdown-background, var(--bg));
  }
  input::placeholder {
    color: color-mix(in srgb, var(--fg) 72%, var(--bg));
    opacity: 1;
  }
  input[aria-invalid='true'] {
    border-color: var(--bad);
  }
  #amount {
    width: 84px;
  }

  .switches li {
    display: flex;
    gap: 10px;
    padding: 7px 0;
    border-top: 1px solid var(--hairline);
  }
  .switches li:first-child {
    border-top: 0;
  }
  .switches .more {
    display: block;
  }
  .struck {
    color: var(--warn);
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
  }
  .switch {
    position: relative;
    flex: none;
    width: 34px;
    height: 18px;
    margin-top: 2px;
    border: 1px solid color-mix(in srgb, var(--fg) 55%, var(--bg));
    border-radius: 10px;
    background: var(--bg);
  }
  .switch::before {
    content: '';
    position: absolute;
    top: 3px;
    inset-inline-start: 3px;
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: color-mix(in srgb, var(--fg) 65%, var(--bg));
    transition: transform 0.12s;
  }
  .switch[aria-checked='true'] {
    border-color: var(--accent);
    background: var(--accent);
  }
  .switch[aria-checked='true']::before {
    background: var(--bg);
    transform: translateX(16px);
  }
  @media (prefers-reduced-motion: reduce) {
    .switch::before {
      transition: none;
    }
  }
  .own-fault {
    margin-top: 10px;
    padding-top: 10px;
    border-top: 1px solid var(--hairline);
  }
  .own-fault .line {
    flex-wrap: nowrap;
    margin: 4px 0;
  }
  .own-fault input {
    flex: 1;
    min-width: 0;
    font-family: var(--mono);
    font-size: 0.92em;
  }
  code {
    font-family: var(--mono);
    font-size: 0.92em;
    overflow-wrap: anywhere;
  }

  .rows li {
    display: grid;
    grid-template-columns: 8px minmax(0, 1fr) auto;
    gap: 0 9px;
    padding: 6px 0;
    border-top: 1px solid var(--hairline);
  }
  .rows li:first-child {
    border-top: 0;
  }
  .rows b,
  .rows .more {
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .rows .more {
    grid-column: 2;
    font-weight: 400;
  }
  .rows .end {
    max-width: 24ch;
    text-align: end;
    font-size: 0.95em;
    font-variant-numeric: tabular-nums;
  }
  .rows.own li {
    grid-template-columns: minmax(0, 1fr) auto auto;
    align-items: center;
  }
  .dot {
    width: 8px;
    height: 8px;
    margin-top: 6px;
    border-radius: 50%;
    background: currentColor;
  }

  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 2px;
    margin: 8px 0 6px;
    border-bottom: 1px solid var(--hairline);
  }
  .tabs button {
    padding: 3px 9px;
    border-bottom: 2px solid transparent;
    color: var(--muted);
  }
  .tabs button:hover {
    color: var(--fg);
  }
  .tabs [aria-selected='true'] {
    border-bottom-color: var(--accent);
    color: var(--fg);
  }
  .code pre {
    max-height: 330px;
    margin-top: 6px;
    padding: 10px 12px;
    overflow: auto;
    border: 1px solid var(--hairline);
    border-radius: 5px;
    background: var(--vscode-textCodeBlock-background, var(--bg));
    font-family: var(--mono);
    font-size: 0.92em;
    line-height: 1.5;
    tab-size: 4;
  }
  .nothing {
    display: flex;
    flex-direction: column;
    gap: 6px;
    align-items: center;
    max-width: 60ch;
    margin: 48px auto 32px;
    text-align: center;
  }
  .nothing > .icon {
    font-size: 40px;
    color: var(--muted);
  }
  .nothing h2 {
    font-size: 1.25em;
    font-weight: 600;
  }
  .nothing p {
    color: var(--muted);
  }
  .nothing .button {
    margin-top: 6px;
  }
  .alone {
    max-width: 760px;
    margin: 0 auto;
  }
  @media (forced-colors: active) {
    .dot,
    .pill::before,
    .switch::before {
      forced-color-adjust: none;
    }
  }
`;
