import { css } from 'lit';

/** VS Code gives a webview's body padding of its own; the panel uses the whole page. */
export const pageSheet = css`
  html,
  body {
    height: 100%;
    margin: 0;
    padding: 0;
    overflow: hidden;
  }
`.styleSheet;
