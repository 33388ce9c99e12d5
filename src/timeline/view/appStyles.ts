import { css } from 'lit';

/** The panel's frame, and what stands there instead of rows. */
export const appStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100vh;
    background: var(--bg);
  }
  .body {
    display: flex;
    flex: 1;
    min-height: 0;
  }
  aside {
    display: flex;
    flex-direction: column;
    width: clamp(260px, 34%, 420px);
    min-height: 0;
    overflow: auto;
    border-inline-start: 1px solid var(--hairline);
  }
  conversation-lanes {
    flex: 1;
    min-height: 0;
  }
  /* It is loaded a moment later: what is below it must not move then. */
  .tools {
    flex: none;
    min-height: 39px;
  }
  @media (max-width: 520px) {
    .tools {
      min-height: 71px;
    }
  }
  @media (max-width: 720px) {
    .body {
      flex-direction: column;
    }
    aside {
      width: auto;
      max-height: 45%;
      border-inline-start: 0;
      border-block-start: 1px solid var(--hairline);
    }
  }
  main {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    /* What stands in place of rows may find little room above the box that one writes in. */
    overflow: auto;
  }
  communication-feed {
    flex: 1;
    min-height: 0;
  }
  footer,
  compose-box {
    flex: none;
    /* For a moment the box is empty: the feed must not grow then, and lose its end. */
    min-height: 41px;
  }
  /* In a low panel it scrolls: its button stays in reach. */
  compose-box {
    flex: 0 1 auto;
  }
  footer {
    padding: 6px 16px;
    border-top: 1px solid var(--hairline);
  }
  .write {
    display: flex;
    align-items: center;
    gap: 8px;
    width: 100%;
    max-width: 948px;
    height: 28px;
    margin: 0 auto;
    padding-inline: 9px;
    border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, var(--hairline)));
    border-radius: 5px;
    color: var(--muted);
    background: var(--vscode-input-background, var(--bg));
    cursor: text;
  }
  .notice {
    display: flex;
    flex-direction: column;
    align-items: center;
    max-width: 460px;
    margin: auto;
    padding: 24px 24px 48px;
    text-align: center;
  }
  .emblem {
    display: grid;
    place-items: center;
    width: 56px;
    height: 56px;
    border: 1px solid var(--edge);
    border-radius: 50%;
    color: var(--accent);
    background: color-mix(in srgb, var(--accent) 12%, transparent);
  }
  .emblem .icon {
    font-size: 26px;
  }
  .failure .emblem {
    color: var(--bad);
    background: color-mix(in srgb, var(--bad) 12%, transparent);
  }
  .notice h2 {
    margin: 16px 0 4px;
    font-size: 1.15em;
    font-weight: 600;
  }
  .notice p {
    margin: 0;
    color: var(--muted);
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .notice .ways {
    justify-content: center;
    margin-top: 18px;
  }
  .banner {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 10px;
    padding: 8px 16px;
    border-bottom: 1px solid var(--vscode-inputValidation-errorBorder, var(--bad));
    background: var(--vscode-inputValidation-errorBackground, color-mix(in srgb, var(--bad) 12%, var(--bg)));
    color: var(--vscode-inputValidation-errorForeground, var(--fg));
  }
  .banner > .icon {
    color: var(--bad);
    font-size: 16px;
  }
  .banner .said {
    flex: 1 1 240px;
  }
  .banner strong {
    display: block;
    font-weight: 600;
  }
  .skeleton {
    position: absolute;
    inset: 0;
    width: 100%;
    max-width: 980px;
    margin: 0 auto;
    padding: 24px 24px 24px 84px;
    overflow: hidden;
  }
  .line {
    display: flex;
    gap: 10px;
    margin-bottom: 18px;
    animation: breathe 1.8s ease-in-out infinite;
  }
  .line.agent {
    flex-direction: row-reverse;
  }
  .face {
    flex: none;
    width: 28px;
    height: 28px;
    border-radius: 50%;
  }
  .agent .face {
    border-radius: 8px;
  }
  .talk {
    width: 38%;
    height: 36px;
    border-radius: 10px;
  }
  .w1 .talk {
    width: 22%;
  }
  .w3 .talk {
    width: 46%;
    height: 52px;
  }
  .w4 .talk {
    width: 58%;
    height: 52px;
  }
  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }
  @media (max-width: 520px) {
    .skeleton {
      padding: 20px 12px 20px 60px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .line {
      animation: none;
    }
  }
`;
