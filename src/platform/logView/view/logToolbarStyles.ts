import { css } from 'lit';

/** One calm line; where it is narrow, the quick filters go into a menu and words give way to their icons. */
export const logToolbarStyles = css`
  :host {
    display: block;
    flex: none;
    container-type: inline-size;
    border-bottom: 1px solid var(--hairline);
  }
  .bar {
    display: flex;
    gap: 4px 8px;
    align-items: center;
    min-height: 34px;
    padding: 4px 10px;
  }
  .box {
    display: flex;
    flex: 1 1 160px;
    gap: 4px;
    align-items: center;
    min-width: 96px;
    max-width: 360px;
    height: 26px;
    padding-inline: 6px 2px;
    border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, var(--hairline)));
    border-radius: 4px;
    background: var(--vscode-input-background, var(--bg));
  }
  .box > .icon {
    color: var(--muted);
  }
  .box.on > .icon {
    color: var(--accent);
  }
  .box:focus-within {
    border-color: var(--vscode-focusBorder, #005fb8);
  }
  input {
    flex: 1;
    min-width: 0;
    padding: 0;
    border: 0;
    outline: 0;
    font: inherit;
    color: var(--vscode-input-foreground, var(--fg));
    background: none;
    text-overflow: ellipsis;
  }
  input::placeholder {
    color: var(--vscode-input-placeholderForeground, var(--muted));
    opacity: 1;
  }
  .box .tool {
    width: 20px;
    height: 20px;
  }
  .chips {
    display: flex;
    flex: none;
    gap: 4px;
  }
  .chip {
    height: 24px;
    padding-inline: 9px;
    border: 1px solid var(--hairline);
    border-radius: 12px;
    font-size: 0.92em;
    white-space: nowrap;
  }
  .chip:hover,
  .act:hover {
    background: var(--hover);
  }
  .chip[aria-pressed='true'],
  .tool.on,
  .act.on {
    color: var(--on-fg);
    border-color: var(--on-edge);
    background: var(--on-bg);
  }
  .chip[aria-pressed='true'] {
    border-color: var(--vscode-inputOption-activeBorder, var(--on-edge));
  }
  .quick {
    display: none;
    width: auto;
    padding-inline: 4px;
  }
  .quick .icon:last-child,
  .arrow .icon {
    font-size: 12px;
  }
  .count {
    display: inline-flex;
    flex: none;
    gap: 4px;
    align-items: center;
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
    color: var(--muted);
    white-space: nowrap;
  }
  .dropped {
    display: inline-flex;
    gap: 3px;
    align-items: center;
    padding-inline-start: 4px;
  }
  .dropped .icon {
    font-size: 12px;
  }
  .space {
    flex: 1 1 0;
  }
  .status {
    display: inline-flex;
    flex: 1 1 120px;
    gap: 5px;
    align-items: center;
    justify-content: end;
    min-width: 20px;
    color: var(--muted);
  }
  .status .words {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .status.bad > .icon {
    color: var(--bad);
  }
  .status.warning > .icon {
    color: var(--warn);
  }
  .status.good > .icon {
    color: var(--good);
  }
  .status.info > .icon {
    color: var(--note);
  }
  .acts {
    display: flex;
    flex: none;
    gap: 2px;
    align-items: center;
  }
  .act {
    display: inline-flex;
    gap: 5px;
    align-items: center;
    height: 24px;
    padding-inline: 7px;
    border: 1px solid transparent;
    border-radius: 5px;
    white-space: nowrap;
  }
  .act > .icon {
    font-size: 16px;
  }
  .tool {
    width: auto;
    min-width: 24px;
    padding-inline: 3px;
    border: 1px solid transparent;
  }
  .tool:has(.arrow) {
    gap: 1px;
  }
  .arrow {
    display: inline-flex;
  }
  .held {
    padding-inline: 3px 4px;
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
  }
  /* Acts in words need the room, and so does what is said of the state. */
  @container (max-width: 1040px) {
    .bar:has(.act) .chips {
      display: none;
    }
    .bar:has(.act) .quick {
      display: inline-flex;
    }
  }
  @container (max-width: 800px) {
    .chips {
      display: none;
    }
    .quick {
      display: inline-flex;
    }
  }
  @container (max-width: 920px) {
    .dropped .words {
      display: none;
    }
  }
  @container (max-width: 620px) {
    .act:has(.icon) .word {
      display: none;
    }
  }
  @container (max-width: 480px) {
    .bar {
      flex-wrap: wrap;
    }
    .box {
      flex: 1 1 100%;
      max-width: none;
    }
  }
`;
