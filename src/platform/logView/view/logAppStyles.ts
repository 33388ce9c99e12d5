import { css } from 'lit';

/** The view as a whole: a toolbar, the rows, and the details beside or below them. */
export const logAppStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    position: relative;
    height: 100vh;
    overflow: clip;
    background: var(--bg);
  }
  main {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .area {
    display: grid;
    flex: 1;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-height: 0;
  }
  .area.beside {
    grid-template-columns: var(--split);
  }
  .area.below {
    grid-template-rows: var(--split);
  }
  .rows {
    position: relative;
    min-width: 0;
    min-height: 0;
  }
  log-grid {
    position: absolute;
    inset: 0;
  }
  .loading {
    margin: auto;
    color: var(--muted);
  }

  /* Nothing to show */
  .nothing {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    padding: 12px 20px;
    overflow: auto;
    text-align: center;
  }
  .nothing::before,
  .nothing::after {
    content: '';
    flex: 1;
  }
  .nothing h2 {
    font-size: 1.1em;
    font-weight: 600;
  }
  .nothing p {
    max-width: 64ch;
    margin: 4px 0 0;
    color: var(--muted);
    text-wrap: pretty;
  }
  .nothing .acts {
    justify-content: center;
    padding: 10px 0 0;
  }
  .nothing .acts:empty {
    display: none;
  }

  /* Back to the end */
  .pill {
    position: absolute;
    inset-block-end: 10px;
    inset-inline: 0;
    display: inline-flex;
    align-items: center;
    gap: 5px;
    width: max-content;
    height: 26px;
    margin-inline: auto;
    padding: 0 13px 0 9px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--hairline)));
    border-radius: 14px;
    font-variant-numeric: tabular-nums;
    color: var(--vscode-editorWidget-foreground, var(--fg));
    background: var(--vscode-editorWidget-background, var(--bg));
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, rgb(0 0 0 / 16%));
  }
  .pill:hover {
    background: color-mix(in srgb, var(--fg) 6%, var(--vscode-editorWidget-background, var(--bg)));
  }

  /* Details */
  .pane {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }
  header {
    display: flex;
    flex: none;
    gap: 2px;
    align-items: center;
    min-height: 30px;
    padding: 3px 8px 2px 14px;
  }
  .heading {
    display: flex;
    flex: 1;
    gap: 6px;
    align-items: center;
    min-width: 0;
  }
  .heading > .icon {
    font-size: 16px;
  }
  .heading:has(.bad) > .icon {
    color: var(--bad);
  }
  .heading:has(.warning) > .icon {
    color: var(--warn);
  }
  .heading:has(.good) > .icon {
    color: var(--good);
  }
  .heading:has(.info) > .icon {
    color: var(--note);
  }
  h2 {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }
  header h2 {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .scrolled {
    flex: 1;
    min-height: 0;
    overflow: auto;
    outline-offset: -1px;
  }
  .subtitle,
  .gone {
    margin: 0;
    padding: 0 14px 6px;
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  .tool.on {
    color: var(--on-fg);
    background: var(--on-bg);
    outline: 1px solid var(--on-edge);
    outline-offset: -1px;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    padding: 2px 14px 9px;
  }
  .act {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    padding: 1px 9px 1px 7px;
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
  .act.on {
    color: var(--on-fg);
    border-color: var(--on-edge);
    background: var(--on-bg);
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
  .act .arrow {
    display: inline-flex;
  }
  .act .arrow .icon {
    font-size: 12px;
  }
`;
