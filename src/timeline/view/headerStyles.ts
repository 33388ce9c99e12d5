import { css } from 'lit';

/** Layout of the panel's head: two compact lines; at small widths only what identifies the conversation stays. */
export const headerStyles = css`
  :host {
    display: block;
    flex: none;
    container-type: inline-size;
    z-index: 2;
  }
  header {
    position: relative;
    padding: 10px 16px 9px;
    border-bottom: 1px solid var(--hairline);
    background: var(--bg);
  }
  .top {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 28px;
  }
  h1 {
    margin: 0;
    min-width: 0;
    font-size: 1.23em;
    font-weight: 600;
    line-height: 1.35;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .status {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 5px;
    padding: 0 8px 0 6px;
    border: 1px solid var(--hairline);
    border-radius: 10px;
    font-size: 0.88em;
    line-height: 18px;
  }
  .status .icon {
    font-size: 11px;
    color: var(--muted);
  }
  .status.active .icon {
    color: var(--vscode-charts-green, #388a34);
  }
  .actions {
    display: flex;
    flex: none;
    align-items: center;
    gap: 2px;
    margin-inline-start: auto;
  }
  .eye.on {
    color: var(--on-fg);
    background: var(--on-bg);
    box-shadow: inset 0 0 0 1px var(--on-edge);
  }
  .create {
    margin-inline-start: 6px;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 14px;
    margin-top: 3px;
    max-height: 42px;
    overflow: hidden;
    font-size: 0.92em;
    color: var(--muted);
  }
  .facts > * {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    white-space: nowrap;
  }
  .account b {
    font-weight: 600;
  }
  .account .label {
    max-width: 24ch;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .account.live {
    color: var(--warn);
  }
  .account.live .label {
    color: var(--muted);
  }
  .count {
    font-variant-numeric: tabular-nums;
  }
  .people {
    flex-wrap: wrap;
    gap: 2px 12px;
    color: var(--fg);
  }
  .person {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-width: 22ch;
  }
  .person > [dir] {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .details {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 6px 16px;
    margin: 10px 0 3px;
    padding: 10px 0 0;
    max-height: 45vh;
    overflow: auto;
    border-top: 1px solid var(--hairline);
    font-size: 0.95em;
  }
  dt,
  .type {
    color: var(--muted);
  }
  .details .tool {
    vertical-align: middle;
  }
  dd,
  dl ul {
    margin: 0;
    padding: 0;
    overflow-wrap: anywhere;
  }
  dl li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 10px;
  }
  .who {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }
  .progress {
    position: absolute;
    inset: auto 0 -1px;
  }
  .title-bone {
    width: 220px;
    height: 16px;
  }
  .facts-bone {
    width: 320px;
    max-width: 80%;
    height: 12px;
    margin-block: 3px;
  }
  @container (max-width: 640px) {
    header {
      padding-inline: 12px;
    }
    .create {
      padding-inline: 6px;
    }
    .create span:not(.icon),
    .people {
      display: none;
    }
  }
  @container (max-width: 460px) {
    .facts {
      gap: 2px 10px;
    }
    .top .copyConversationId {
      display: none;
    }
    .status {
      padding: 0 5px;
    }
    .status .word,
    .channel .word,
    .account .label {
      display: none;
    }
    .details {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    .details dd {
      margin-bottom: 8px;
    }
  }
`;
