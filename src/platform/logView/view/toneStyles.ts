import { css } from 'lit';

/** The tones' colours beyond those that all views have, fit for text. */
export const toneStyles = css`
  :host {
    --note: color-mix(in srgb, var(--vscode-charts-blue, #1a85ff) 60%, var(--fg));
  }
`;
