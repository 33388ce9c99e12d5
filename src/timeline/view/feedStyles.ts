import { css } from 'lit';

/** The scrolling feed itself: what holds the rows, and the pill that leads back to the newest. */
export const feedStyles = css`
  :host {
    position: relative;
    display: block;
    container-type: inline-size;
  }
  .scroller {
    position: absolute;
    inset: 0;
    overflow-x: hidden;
    overflow-y: auto;
    /* The virtualizer keeps the place itself; the browser must not do it a second time. */
    overflow-anchor: none;
    outline-offset: -2px;
  }
  .all {
    position: relative;
    contain: layout style;
  }
  .drawn {
    position: absolute;
    inset-inline: 0;
    max-width: 980px;
    margin: 0 auto;
  }
  .pill {
    position: absolute;
    inset-block-end: 16px;
    inset-inline: 0;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    width: max-content;
    margin-inline: auto;
    padding: 5px 14px 5px 10px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--hairline)));
    border-radius: 16px;
    color: var(--vscode-editorWidget-foreground, var(--fg));
    background: var(--vscode-editorWidget-background, var(--bg));
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, rgb(0 0 0 / 16%));
  }
  .pill:hover {
    background: color-mix(in srgb, var(--fg) 6%, var(--vscode-editorWidget-background, var(--bg)));
  }
  .pill .count {
    padding: 0 7px;
    border: 1px solid var(--edge);
    border-radius: 9px;
    font-size: 0.88em;
    line-height: 16px;
    color: var(--vscode-badge-foreground, #ffffff);
    background: var(--vscode-badge-background, var(--accent));
  }
`;
