import { css } from 'lit';

/** How the live status looks: a word with its sign, and the one button beside it. */
export const liveStyles = css`
  :host {
    display: inline-flex;
    flex: none;
    align-items: center;
    gap: 2px;
    min-width: 0;
    font-size: 0.92em;
    color: var(--muted);
  }
  .status {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    min-width: 0;
    white-space: nowrap;
  }
  .status .icon {
    font-size: 12px;
  }
  .live .icon {
    color: var(--vscode-charts-green, #388a34);
  }
  .reconnecting,
  .failing,
  .stopped {
    color: var(--warn);
  }
  .long {
    display: inline;
  }
  .short {
    display: none;
  }
  @media (max-width: 720px) {
    .long {
      display: none;
    }
    .short {
      display: inline;
    }
  }
  @media (max-width: 460px) {
    .live .word,
    .paused .word,
    .waiting .word {
      display: none;
    }
  }
`;
