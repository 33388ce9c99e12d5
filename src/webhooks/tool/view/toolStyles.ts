import { css } from 'lit';

/** The form beside its verdict; below one another where there is no room. */
export const toolStyles = css`
  :host {
    display: block;
    height: 100%;
    container-type: inline-size;
    overflow: hidden;
    background: var(--bg);
  }
  .page {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.1fr);
    height: 100%;
  }
  .form,
  .result {
    overflow: auto;
    min-height: 0;
  }
  .form {
    padding: 18px 22px 24px;
    border-inline-end: 1px solid var(--hairline);
  }
  .result {
    padding: 12px 6px 24px;
  }
  h1 {
    margin: 0 0 2px;
    font-size: 1.3em;
    font-weight: 600;
  }
  .intro {
    margin: 0 0 16px;
    color: var(--muted);
    text-wrap: pretty;
  }
  .field {
    display: flex;
    flex-direction: column;
    gap: 3px;
    min-width: 0;
    margin-bottom: 11px;
  }
  .row {
    display: flex;
    gap: 10px;
    align-items: end;
  }
  .row > .field {
    flex: 1;
  }
  .row > .method {
    flex: none;
    width: 7.5em;
  }
  label,
  .label {
    font-size: 0.92em;
    font-weight: 600;
    color: var(--muted);
  }
  input,
  select,
  textarea {
    width: 100%;
    min-height: 26px;
    padding: 3px 7px;
    font: inherit;
    color: var(--vscode-input-foreground, var(--fg));
    background: var(--vscode-input-background, var(--bg));
    border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, var(--hairline)));
    border-radius: 3px;
  }
  select {
    color: var(--vscode-dropdown-foreground, var(--fg));
    background: var(--vscode-dropdown-background, var(--bg));
    border-color: var(--vscode-dropdown-border, var(--vscode-contrastBorder, var(--hairline)));
  }
  textarea {
    resize: vertical;
    display: block;
  }
  input:focus,
  select:focus,
  textarea:focus {
    outline: 1px solid var(--vscode-focusBorder, #005fb8);
    outline-offset: -1px;
  }
  ::placeholder {
    color: color-mix(in srgb, var(--fg) 62%, var(--bg));
    opacity: 1;
  }
  .mono {
    font-family: var(--mono);
    font-size: 0.95em;
  }
  /* What came from elsewhere is hidden before it gets here; what is typed here is not to be seen either. */
  .hidden {
    -webkit-text-security: disc;
  }
  .paste {
    padding: 10px 12px 1px;
    margin-bottom: 16px;
    border: 1px solid var(--hairline);
    border-radius: 6px;
    background: color-mix(in srgb, var(--fg) 3%, var(--bg));
  }
  .read {
    margin: -4px 0 10px;
    font-size: 0.92em;
    color: var(--muted);
  }
  .read.bad {
    color: var(--bad);
  }
  .button {
    min-height: 26px;
    margin-bottom: 11px;
  }
  .button.secondary {
    border-color: var(--vscode-button-border, var(--edge));
  }
  details {
    border-top: 1px solid var(--hairline);
    padding-top: 8px;
  }
  summary {
    cursor: pointer;
    font-weight: 600;
    margin-bottom: 8px;
  }
  .check {
    display: flex;
    gap: 7px;
    align-items: baseline;
    margin-bottom: 11px;
  }
  .check input {
    width: auto;
    min-height: 0;
    flex: none;
    transform: translateY(1px);
    accent-color: var(--vscode-focusBorder, var(--accent));
  }
  .check label {
    font-weight: 400;
    font-size: 1em;
    color: var(--fg);
  }
  @container (max-width: 760px) {
    .page {
      display: block;
      overflow: auto;
    }
    .form {
      border-inline-end: 0;
      border-bottom: 1px solid var(--hairline);
      padding-bottom: 14px;
    }
    .form,
    .result {
      overflow: visible;
    }
  }
`;
