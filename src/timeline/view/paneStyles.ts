import { css } from 'lit';

/** What stands beside the conversation: a column below a bar that stays, with a title and what it is about. */
export const paneStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    padding-bottom: 20px;
  }
  .top {
    position: sticky;
    top: 0;
    z-index: 2;
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 8px 8px 8px 16px;
    border-bottom: 1px solid var(--hairline);
    background: var(--bg);
  }
  .top h2 {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }
  .top .scope {
    flex: 1;
    overflow: hidden;
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--muted);
  }
  .note {
    margin: 0;
    padding: 20px 16px;
    color: var(--muted);
  }
`;
