import { css } from 'lit';

/** One calm row; where it is narrow, words give way to their icons, and then the find box takes a row of its own. */
export const toolbarStyles = css`
  :host {
    position: relative;
    z-index: 1;
    display: block;
    flex: none;
    container-type: inline-size;
    border-bottom: 1px solid var(--hairline);
    background: var(--bg);
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 6px 10px;
    padding: 5px 16px;
  }
  find-box {
    flex: 1 1 180px;
    max-width: 420px;
  }
  .tools {
    display: flex;
    flex: 1 1 auto;
    align-items: center;
    gap: 2px;
  }
  .space {
    flex: 1;
  }
  .switch {
    display: inline-flex;
    flex: none;
    gap: 1px;
    padding: 1px;
    border: 1px solid var(--hairline);
    border-radius: 6px;
  }
  .switch button,
  .choice {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    height: 26px;
    padding-inline: 8px;
    border: 1px solid transparent;
    border-radius: 5px;
    white-space: nowrap;
  }
  .switch button {
    height: 24px;
    border-radius: 4px;
    color: var(--muted);
  }
  .switch button:hover,
  .choice:hover,
  .part:hover {
    background: var(--hover);
  }
  .switch [aria-checked='true'],
  .choice[aria-pressed='true'],
  .choice[aria-expanded='true'],
  .choice.on {
    color: var(--on-fg);
    border-color: var(--on-edge);
    background: var(--on-bg);
  }
  .badge {
    min-width: 16px;
    padding-inline: 4px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    font-size: 0.85em;
    line-height: 16px;
    text-align: center;
    color: var(--vscode-badge-foreground, #ffffff);
    background: var(--vscode-badge-background, #616161);
  }
  live-status {
    flex: none;
  }
  live-status:not(:defined) {
    display: none;
  }
  .parts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 6px;
    max-height: 96px;
    padding: 0 16px 7px;
    overflow: auto;
  }
  .shown {
    margin-inline-end: 4px;
    font-variant-numeric: tabular-nums;
    color: var(--muted);
  }
  .part {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    max-width: min(32ch, 100%);
    height: 24px;
    padding-inline: 7px 4px;
    border: 1px solid var(--hairline);
    border-radius: 12px;
    font-size: 0.92em;
  }
  .part .words {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .part .icon:last-child {
    font-size: 13px;
    color: var(--muted);
  }
  .clear {
    min-height: 24px;
    padding: 2px 4px;
    font-size: 0.92em;
  }
  timeline-filters {
    position: absolute;
    inset-block-start: 38px;
    inset-inline-start: 8px;
    z-index: 3;
    width: min(560px, calc(100% - 16px));
    max-height: calc(100vh - 130px);
  }
  @container (max-width: 860px) {
    .choice .word {
      display: none;
    }
    .choice {
      padding-inline: 6px;
    }
  }
  @container (max-width: 520px) {
    .bar {
      flex-wrap: wrap;
      padding: 5px 12px;
    }
    .parts {
      padding-inline: 12px;
    }
    .switch .word {
      display: none;
    }
    find-box {
      flex: 1 1 100%;
      order: 1;
      max-width: none;
    }
  }
`;
