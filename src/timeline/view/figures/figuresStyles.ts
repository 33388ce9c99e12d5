import { css } from 'lit';

/** The figures: tiles of the most important ones, then plots. */
export const figuresStyles = css`
  :host {
    --bar: color-mix(in srgb, var(--accent) 70%, var(--bg));
    font-variant-numeric: tabular-nums;
  }
  [data-channel] {
    --bar: var(--channel, color-mix(in srgb, var(--accent) 70%, var(--bg)));
  }

  /* Tiles */
  .tiles {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 8px;
    margin: 0;
    padding: 14px 16px;
  }
  .tile {
    display: flex;
    flex-direction: column;
    padding: 9px 12px 8px;
    border: 1px solid var(--hairline);
    border-radius: 8px;
    background: color-mix(in srgb, var(--fg) 3%, var(--bg));
  }
  .tile dt {
    font-size: 0.88em;
    color: var(--muted);
  }
  .tile .big {
    margin: 0;
    font-size: 1.5em;
    font-weight: 300;
    line-height: 1.35;
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
  }
  .tile .small {
    margin: 0;
    font-size: 0.88em;
    color: var(--muted);
  }
  .tile.bad .big {
    color: var(--bad);
  }

  /* Sections */
  section {
    position: relative;
    padding: 12px 16px 14px;
    border-top: 1px solid var(--hairline);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 12px;
    margin-bottom: 8px;
  }
  h3 {
    margin: 0;
    font-size: 0.85em;
    font-weight: 600;
    letter-spacing: 0.04em;
    text-transform: uppercase;
    color: var(--muted);
  }
  .head .link,
  .head .soft {
    font-size: 0.92em;
  }
  .soft {
    color: var(--muted);
  }

  /* Bars */
  .bars {
    display: grid;
    gap: 2px;
    margin: 0 -6px;
    padding: 0;
    list-style: none;
  }
  .bar {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    gap: 0 8px;
    align-items: center;
    width: 100%;
    padding: 3px 6px 7px;
    border-radius: 5px;
    text-align: start;
  }
  .bar:hover {
    background: var(--hover);
  }
  .bar[aria-pressed='true'] {
    background: color-mix(in srgb, var(--accent) 14%, transparent);
    box-shadow: inset 0 0 0 1px var(--on-edge);
  }
  .bar .label {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .bar .label > span:not(.icon) {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .bar .number {
    font-weight: 600;
  }
  .bar .share {
    min-width: 3.2em;
    text-align: end;
    color: var(--muted);
  }
  .track {
    position: absolute;
    inset-inline: 6px;
    bottom: 3px;
    height: 3px;
    border-radius: 2px;
    background: color-mix(in srgb, var(--fg) 10%, transparent);
  }
  .track i {
    display: block;
    height: 100%;
    min-width: 2px;
    border-radius: 2px;
    background: var(--bar);
  }
  .customer .track i {
    --bar: color-mix(in srgb, var(--fg) 55%, var(--bg));
  }
  .more {
    margin: 4px 0 0;
    font-size: 0.92em;
    color: var(--muted);
  }

  /* Who wrote: the two sides */
  .sides {
    display: flex;
    height: 8px;
    margin-bottom: 3px;
    border: 1px solid var(--edge);
    border-radius: 4px;
    overflow: hidden;
  }
  .sides i {
    background: color-mix(in srgb, var(--fg) 55%, var(--bg));
  }
  .sides i + i {
    border-inline-start: 2px solid var(--bg);
    background: var(--bar);
  }
  .sides i[data-share='0'] {
    display: none;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    margin-bottom: 8px;
    font-size: 0.92em;
    color: var(--muted);
  }

  /* Columns */
  .columns {
    display: flex;
    align-items: flex-end;
    gap: 2px;
    height: 84px;
    margin: 0;
    padding: 0 0 1px;
    border-bottom: 1px solid var(--hairline);
    list-style: none;
  }
  .columns li {
    display: flex;
    flex: 1;
    align-items: flex-end;
    min-width: 0;
    height: 100%;
  }
  .column {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    width: 100%;
    height: 100%;
    padding: 0;
  }
  .column i {
    display: block;
    border: 1px solid var(--edge);
    border-radius: 3px 3px 0 0;
    background: color-mix(in srgb, var(--bar) 55%, var(--bg));
  }
  .column.marked i {
    background: var(--bar);
  }
  .column:hover i {
    background: var(--accent);
  }
  .column .tag {
    overflow: visible;
    font-size: 10px;
    line-height: 14px;
    text-align: center;
    white-space: nowrap;
    color: var(--muted);
  }
  .axis {
    display: flex;
    justify-content: space-between;
    margin-top: 2px;
    font-size: 0.85em;
    color: var(--muted);
  }

  /* Delivery */
  .stack {
    display: flex;
    height: 16px;
    margin-bottom: 8px;
    border: 1px solid var(--edge);
    border-radius: 5px;
    overflow: hidden;
  }
  .piece {
    min-width: 4px;
    background-color: color-mix(in srgb, var(--fg) 30%, var(--bg));
  }
  .piece:not(:first-child) {
    border-inline-start: 2px solid var(--bg);
  }
  .piece[data-status='READ'] {
    background-color: var(--vscode-charts-green, #388a34);
  }
  .piece[data-status='DELIVERED'] {
    background-color: color-mix(in srgb, var(--vscode-charts-green, #388a34) 55%, var(--bg));
  }
  .piece[data-status='FAILED'] {
    background: repeating-linear-gradient(
      45deg,
      var(--vscode-charts-red, #e51400) 0 4px,
      color-mix(in srgb, var(--vscode-charts-red, #e51400) 55%, var(--bg)) 4px 7px
    );
  }
  .statuses {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    margin: 0 -6px;
    padding: 0;
    list-style: none;
  }
  .status {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    min-height: 24px;
    padding: 1px 6px;
    border-radius: 5px;
  }
  .status:hover {
    background: var(--hover);
  }
  .status[aria-pressed='true'] {
    background: color-mix(in srgb, var(--accent) 14%, transparent);
    box-shadow: inset 0 0 0 1px var(--on-edge);
  }
  .status i {
    width: 10px;
    height: 10px;
    border: 1px solid var(--edge);
    border-radius: 2px;
  }
  .status b {
    font-weight: 600;
  }
  .failures {
    margin: 10px 0 0;
    padding: 8px 10px;
    border: 1px solid color-mix(in srgb, var(--bad) 45%, transparent);
    border-radius: 6px;
  }
  .failures h4 {
    display: flex;
    align-items: center;
    gap: 6px;
    margin: 0 0 4px;
    font-weight: 600;
    color: var(--bad);
  }
  .failures ul {
    display: grid;
    gap: 2px;
    max-height: 132px;
    margin: 0;
    padding: 0;
    overflow: auto;
    list-style: none;
  }
  .failures li .link {
    display: flex;
    align-items: center;
    min-height: 24px;
    justify-content: space-between;
    gap: 12px;
    width: 100%;
  }
  .failures .name {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .failures time {
    white-space: nowrap;
    color: var(--muted);
  }

  /* Week */
  .week {
    display: block;
    width: 100%;
    height: auto;
  }
  .week .cell {
    fill: color-mix(in srgb, var(--fg) 7%, transparent);
  }
  .week .dot {
    fill: var(--bar);
  }
  .week .busiest {
    fill: none;
    stroke: var(--fg);
    stroke-width: 1.2;
  }
  .week text {
    font-size: 10px;
    fill: var(--muted);
  }
  .facts {
    display: grid;
    grid-template-columns: minmax(84px, auto) minmax(0, 1fr);
    gap: 4px 14px;
    margin: 0;
  }
  .facts dt {
    color: var(--muted);
  }
  .facts dd {
    margin: 0;
  }
  .sr + .facts,
  .columns + .facts,
  .axis + .facts {
    margin-top: 10px;
  }
  @container (max-width: 340px) {
    .tile .big {
      font-size: 1.25em;
    }
  }
  @container (min-width: 560px) {
    .tiles {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
  }
  @media (forced-colors: active) {
    .track i,
    .column i,
    .sides i + i {
      background: Highlight;
    }
  }
`;
