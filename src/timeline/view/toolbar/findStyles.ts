import { css } from 'lit';

/** The find box: one field, with the count and the arrows in it. */
export const findStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
  .box {
    display: flex;
    align-items: center;
    gap: 2px;
    height: 26px;
    padding-inline: 7px 3px;
    border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, var(--hairline)));
    border-radius: 5px;
    color: var(--vscode-input-foreground, var(--fg));
    background: var(--vscode-input-background, var(--bg));
  }
  .box:focus-within {
    border-color: var(--vscode-focusBorder, #005fb8);
    outline: 1px solid var(--vscode-focusBorder, #005fb8);
    outline-offset: -1px;
  }
  .box.none {
    border-color: var(--vscode-inputValidation-errorBorder, var(--bad));
  }
  .box > .icon {
    color: var(--vscode-icon-foreground, var(--muted));
  }
  input {
    flex: 1;
    min-width: 40px;
    height: 100%;
    padding: 0 4px;
    border: 0;
    outline: 0;
    font: inherit;
    color: inherit;
    background: none;
    text-overflow: ellipsis;
  }
  input:focus-visible {
    outline: 0;
  }
  input::placeholder {
    color: color-mix(in srgb, var(--fg) 72%, var(--bg));
    opacity: 1;
  }
  .count {
    flex: none;
    padding-inline: 2px 4px;
    color: var(--muted);
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .none .count {
    color: var(--bad);
  }
  .tool {
    flex: none;
    border-radius: 4px;
  }
`;
