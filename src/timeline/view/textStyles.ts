import { css } from 'lit';

/** The text of a communication, and what is marked in it. */
export const textStyles = css`
  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
    tab-size: 4;
  }
  .text.none {
    font-style: italic;
    color: var(--muted);
  }
  .text.folded {
    max-height: 15em;
    overflow: hidden;
    mask-image: linear-gradient(#000 75%, transparent);
  }
  .text.stacked {
    overflow: clip;
    overflow-clip-margin: 4px;
  }
  .text.emoji {
    font-size: 2em;
    line-height: 1.25;
  }
  .text a {
    color: var(--accent);
    text-decoration: underline;
    text-decoration-color: color-mix(in srgb, currentColor 45%, transparent);
    text-underline-offset: 2px;
    border-radius: 2px;
  }
  .text a:hover {
    text-decoration-color: currentColor;
  }
  .real-host {
    margin-inline-start: 5px;
    padding: 0 5px;
    border: 1px solid color-mix(in srgb, var(--warn) 60%, transparent);
    border-radius: 4px;
    font-size: 0.85em;
    color: var(--warn);
    white-space: nowrap;
    unicode-bidi: isolate;
  }
  .picture {
    display: inline-block;
    padding: 0 2px;
    border: 1px solid var(--hairline);
    border-radius: 3px;
    font-family: var(--mono);
    font-size: 0.82em;
    line-height: 1.35;
    color: var(--warn);
    unicode-bidi: isolate;
  }
  mark {
    border-radius: 2px;
    outline: 1px solid var(--vscode-editor-findMatchHighlightBorder, transparent);
    color: inherit;
    background: var(--vscode-editor-findMatchHighlightBackground, color-mix(in srgb, var(--accent) 45%, transparent));
  }
  .selected mark {
    outline: 2px solid var(--vscode-editor-findMatchBorder, var(--vscode-focusBorder, currentColor));
    background: var(--vscode-editor-findMatchBackground, color-mix(in srgb, var(--accent) 60%, transparent));
  }
  .word {
    border-radius: 2px;
  }
  .word:hover {
    background: color-mix(in srgb, var(--fg) 14%, transparent);
  }
  .unsure {
    text-decoration: underline dotted var(--warn) 1.5px;
    text-underline-offset: 3px;
  }
  .word.unsure {
    text-decoration-style: wavy;
    text-decoration-thickness: 1px;
  }
  @media (forced-colors: active) {
    mark {
      outline: 1px solid CanvasText;
    }
  }
`;
