import { css } from 'lit';

/** Rows of the feed: a rail of times at the start, bubbles on either side of it. */
export const rowStyles = css`
  .row {
    --gutter: 58px;
    --channel: var(--vscode-charts-foreground, var(--muted));
    /* Some themes give the charts half-transparent colours: too pale for an icon of one line's width. */
    --channel-mark: color-mix(in srgb, var(--channel) 65%, var(--vscode-foreground, #3b3b3b));
    position: relative;
    /* What changes in a row moves nothing within the others. */
    contain: layout style;
    display: grid;
    grid-template-columns: var(--gutter) 15px 28px minmax(0, 1fr) 28px;
    column-gap: 10px;
    padding: 2px 16px 2px 12px;
  }
  .row.starts-turn {
    padding-top: 12px;
  }
  .communication:focus {
    outline: none;
  }
  .communication:focus-visible .bubble {
    outline: 2px solid var(--vscode-focusBorder, #005fb8);
    outline-offset: 2px;
  }

  /* Chosen: a bar at the edge and a ring, so that it is not told by colour alone */
  .communication.selected::after {
    content: '';
    position: absolute;
    inset-block: 3px;
    inset-inline-start: 2px;
    width: 3px;
    border-radius: 2px;
    background: var(--vscode-focusBorder, var(--accent));
  }
  .communication.selected.starts-turn::after {
    inset-block-start: 12px;
  }
  .selected .bubble {
    box-shadow: 0 0 0 1px var(--vscode-focusBorder, var(--accent));
  }

  /* Time and rail */
  .time {
    grid-column: 1;
    grid-row: 2;
    padding-top: 7px;
    font-size: 11px;
    line-height: 20px;
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
    color: var(--muted);
  }
  .rail {
    grid-column: 2;
    grid-row: 2;
    height: 9px;
    margin-top: 12px;
    justify-self: center;
    width: 9px;
    border: 2px solid var(--bg);
    border-radius: 50%;
    background: var(--channel-mark);
    z-index: 1;
  }
  .agent > .rail {
    border-radius: 2px;
  }
  .row::before {
    content: '';
    position: absolute;
    inset-block: 0 -1px;
    inset-inline-start: calc(12px + var(--gutter) + 10px + 7px);
    width: 1px;
    background: var(--hairline);
  }
  .failed > .rail {
    background: var(--bad);
  }

  /* Author */
  .avatar {
    grid-column: 3;
    grid-row: 1 / span 2;
    display: grid;
    place-items: center;
    width: 28px;
    height: 28px;
    font-size: 11px;
    font-weight: 600;
    letter-spacing: 0.02em;
    color: var(--fg);
    border: 1px solid var(--edge);
    background: color-mix(in srgb, var(--fg) 11%, var(--bg));
  }
  .avatar.round {
    border-radius: 50%;
  }
  .avatar.square {
    border-radius: 8px;
  }
  .avatar .icon {
    font-size: 15px;
  }
  .agent .avatar {
    grid-column: 5;
    background: color-mix(in srgb, var(--accent) 20%, var(--bg));
  }
  .author {
    grid-column: 4;
    grid-row: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 10px;
    min-width: 0;
    padding: 0 2px 3px;
    font-size: 0.92em;
    color: var(--muted);
  }
  .agent .author {
    justify-content: flex-end;
  }
  .author .name {
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 600;
    color: var(--fg);
  }
  .author .type,
  .author .channel {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    white-space: nowrap;
  }
  .author .icon {
    font-size: 12px;
  }
  .author .type .icon {
    display: none;
  }
  .author .channel .icon {
    color: var(--channel-mark);
  }

  /* Bubble */
  .body {
    grid-column: 4;
    grid-row: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: 2px 10px;
    min-width: 0;
  }
  .agent .body {
    flex-direction: row-reverse;
  }
  .bubble {
    position: relative;
    min-width: 44px;
    max-width: min(600px, calc(100% - 124px));
    padding: 7px 12px;
    border: 1px solid var(--edge);
    border-radius: 11px;
    background: color-mix(in srgb, var(--fg) 6%, var(--bg));
  }
  .agent .bubble {
    background: color-mix(in srgb, var(--accent) 13%, var(--bg));
  }
  .starts-turn.customer .bubble {
    border-start-start-radius: 3px;
  }
  .starts-turn.agent .bubble {
    border-start-end-radius: 3px;
  }
  .failed .bubble {
    border-color: var(--bad);
    border-style: dashed;
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    margin-top: 5px;
    font-size: 0.92em;
  }
  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 6px;
    margin-bottom: 2px;
    font-size: 0.85em;
    color: var(--muted);
  }
  .note .icon {
    font-size: 12px;
  }
  .fact::before {
    content: '·';
    margin-inline-end: 6px;
  }
  .fact.low {
    color: var(--warn);
  }

  /* Delivery */
  .delivery {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding-bottom: 3px;
    font-size: 11px;
    line-height: 16px;
    white-space: nowrap;
    color: var(--muted);
  }
  .delivery .icon {
    font-size: 13px;
  }
  .delivery.link {
    min-height: 24px;
    padding: 0;
  }
  .delivery.failed {
    color: var(--bad);
    font-weight: 600;
  }
  .recipients {
    flex-basis: 100%;
    display: grid;
    grid-template-columns: max-content auto auto;
    justify-content: start;
    gap: 1px 12px;
    margin: 2px 0 4px;
    padding: 0 2px;
    list-style: none;
    font-size: 0.92em;
  }
  .agent .recipients {
    justify-content: end;
  }
  .recipients li {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: baseline;
  }
  .recipients .delivery {
    align-self: center;
    padding: 0;
  }

  /* Actions of one communication */
  .toolbar {
    position: absolute;
    inset-block-start: -20px;
    inset-inline-end: 6px;
    display: flex;
    gap: 1px;
    padding: 1px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--hairline)));
    border-radius: 6px;
    background: var(--vscode-editorWidget-background, var(--bg));
    box-shadow: 0 1px 4px var(--vscode-widget-shadow, rgb(0 0 0 / 14%));
    z-index: 2;
  }
  .agent .toolbar {
    inset-inline: 6px auto;
  }

  /* Just pointed out */
  .revealed .bubble {
    animation: point-out 1.5s ease-out;
  }
  @keyframes point-out {
    0%,
    40% {
      box-shadow: 0 0 0 3px var(--vscode-editor-findMatchHighlightBackground, color-mix(in srgb, var(--accent) 45%, transparent));
      background: color-mix(in srgb, var(--accent) 28%, var(--bg));
    }
  }

  /* Not arrived yet */
  .row.placeholder {
    height: 52px;
    align-items: start;
  }
  .placeholder .time {
    grid-row: 1;
    width: 32px;
    height: 9px;
    margin-top: 14px;
    padding: 0;
    justify-self: end;
  }
  .placeholder .rail {
    grid-row: 1;
    margin-top: 14px;
    background: var(--hairline);
  }
  .placeholder .body {
    grid-row: 1;
  }
  .placeholder .bubble {
    width: 44%;
    height: 38px;
    margin-top: 5px;
  }

  @container (max-width: 620px) {
    .row {
      --gutter: 46px;
      grid-template-columns: var(--gutter) 11px minmax(0, 1fr);
      column-gap: 6px;
      padding-inline: 6px 10px;
    }
    .row::before {
      inset-inline-start: calc(6px + var(--gutter) + 6px + 5px);
    }
    .avatar {
      display: none;
    }
    .author {
      padding-inline: 6px 2px;
    }
    .author .type .icon {
      display: inline-flex;
    }
    .author,
    .body,
    .agent .body {
      grid-column: 3;
    }
    .body {
      padding-inline-start: 4px;
    }
    .bubble {
      max-width: calc(100% - 28px);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .revealed .bubble {
      animation: none;
      box-shadow: 0 0 0 3px var(--vscode-focusBorder, #005fb8);
    }
  }
  @media (forced-colors: active) {
    .bubble,
    .avatar {
      border-color: CanvasText;
    }
    .rail {
      forced-color-adjust: none;
      background: CanvasText;
      border-color: Canvas;
    }
  }
`;
