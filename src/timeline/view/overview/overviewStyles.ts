import { css } from 'lit';

/** The strip over both views. */
export const overviewStyles = css`
  :host {
    display: block;
    flex: none;
    padding: 6px 16px 4px;
    border-bottom: 1px solid var(--hairline);
    background: var(--bg);
  }
  .plot {
    position: relative;
    height: 36px;
    cursor: crosshair;
    touch-action: none;
    border-radius: 3px;
  }
  .plot.edge {
    cursor: ew-resize;
  }
  canvas {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 10px;
    min-height: 24px;
    font-size: 11px;
    line-height: 20px;
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  .said {
    flex: 1;
    min-width: 0;
    text-align: center;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .chosen {
    color: var(--fg);
  }
  .acts {
    display: inline-flex;
    gap: 6px;
  }
  .acts .button {
    padding: 0 8px;
    border-radius: 3px;
    min-height: 24px;
    line-height: 20px;
  }
  .legend {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  .legend + .legend {
    margin-inline-start: 10px;
  }
  .swatch {
    width: 8px;
    height: 8px;
    border-radius: 2px 2px 0 0;
    background: color-mix(in srgb, var(--fg) 62%, var(--bg));
  }
  .swatch.agents {
    border-radius: 0 0 2px 2px;
    background: color-mix(in srgb, var(--accent) 85%, var(--bg));
  }
  @media (max-width: 520px) {
    :host {
      padding-inline: 10px;
    }
    .legend,
    .acting .end {
      display: none;
    }
  }
`;
