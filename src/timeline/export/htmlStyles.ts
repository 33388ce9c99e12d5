/** The looks of an exported page: the timeline's own, with the colours of VS Code's light and dark themes. */
export const HTML_STYLES = `
:root {
  color-scheme: light dark;
  --fg: #3b3b3b; --bg: #ffffff; --accent: #005fb8; --bad: #a3260c; --sms: #1a85ff; --whatsapp: #388a34;
  --rcs: #652d90; --voice: #b5651d; --chat: #9a6700; --video: #c4314b;
  --muted: color-mix(in srgb, var(--fg) 80%, var(--bg));
  --hairline: color-mix(in srgb, var(--fg) 16%, var(--bg));
}
@media (prefers-color-scheme: dark) {
  :root {
    --fg: #cccccc; --bg: #1f1f1f; --accent: #4daafc; --bad: #f88070; --sms: #3794ff; --whatsapp: #89d185;
    --rcs: #b180d7; --voice: #d18616; --chat: #cca700; --video: #f14c4c;
  }
}
@media (prefers-contrast: more) {
  :root { --fg: CanvasText; --bg: Canvas; --muted: var(--fg); --hairline: var(--fg); }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 24px 16px 64px; color: var(--fg); background: var(--bg);
  font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Ubuntu, sans-serif;
}
.head, main { max-width: 860px; margin: 0 auto; }
.head { padding-bottom: 16px; border-bottom: 1px solid var(--hairline); }
h1 { margin: 0 0 4px; font-size: 22px; line-height: 1.3; font-weight: 600; overflow-wrap: anywhere; }
.facts, .id { margin: 0; color: var(--muted); font-size: 13px; overflow-wrap: anywhere; }
.id { font-family: ui-monospace, "Cascadia Code", Menlo, Consolas, monospace; font-size: 12px; }
.status { padding: 1px 8px; border: 1px solid var(--hairline); border-radius: 9px; }
.masked {
  margin: 12px 0 0; padding: 8px 12px; border: 1px solid var(--hairline); border-inline-start: 4px solid var(--accent);
  border-radius: 4px; font-weight: 600;
}
.people { display: flex; flex-wrap: wrap; gap: 4px 24px; margin: 12px 0 0; padding: 0; list-style: none; font-size: 13px; }
.people small { color: var(--muted); font-size: inherit; overflow-wrap: anywhere; }
h2 {
  display: flex; align-items: center; gap: 12px; margin: 0; padding: 24px 0 8px; font-size: 13px; font-weight: 600;
}
h2::after { content: ""; flex: 1; height: 1px; background: var(--hairline); }
.rows { content-visibility: auto; contain-intrinsic-size: auto 3600px; }
.gap { margin: 12px 0 4px 68px; font-size: 12px; color: var(--muted); }
article {
  display: grid; grid-template-columns: 44px 28px minmax(0, 1fr) 28px; column-gap: 12px; padding: 2px 0; --mark: var(--muted);
}
article.new { padding-top: 12px; }
article:target .said { outline: 2px solid var(--accent); outline-offset: 2px; }
article[data-channel=SMS] { --mark: var(--sms); }
article[data-channel=WHATSAPP] { --mark: var(--whatsapp); }
article[data-channel=RCS] { --mark: var(--rcs); }
article[data-channel=VOICE] { --mark: var(--voice); }
article[data-channel=CHAT] { --mark: var(--chat); }
article[data-channel=VIDEO] { --mark: var(--video); }
time {
  grid-column: 1; grid-row: 2; padding-top: 8px; text-align: end; font-size: 12px; line-height: 20px;
  font-variant-numeric: tabular-nums; color: var(--muted);
}
.face {
  grid-column: 2; grid-row: 1 / span 2; display: grid; place-items: center; width: 28px; height: 28px; border-radius: 50%;
  font-size: 11px; font-weight: 600; background: color-mix(in srgb, var(--fg) 11%, var(--bg));
}
.agent .face { grid-column: 4; border-radius: 8px; background: color-mix(in srgb, var(--accent) 20%, var(--bg)); }
header { grid-column: 3; grid-row: 1; display: flex; flex-wrap: wrap; gap: 0 8px; padding: 0 2px 3px; font-size: 13px; }
.agent header { justify-content: flex-end; }
header b { font-weight: 600; overflow-wrap: anywhere; }
header span { color: var(--muted); }
header span + span::before {
  content: ""; display: inline-block; width: 7px; height: 7px; margin-inline-end: 5px; border-radius: 50%;
  background: var(--mark);
}
.agent header span + span::before { border-radius: 2px; }
.body { grid-column: 3; grid-row: 2; display: flex; flex-wrap: wrap; align-items: flex-end; gap: 2px 10px; min-width: 0; }
.agent .body { flex-direction: row-reverse; }
.said {
  min-width: 44px; max-width: min(600px, 84%); padding: 7px 12px; border: 1px solid transparent; border-radius: 11px;
  background: color-mix(in srgb, var(--fg) 6%, var(--bg));
}
.agent .said { background: color-mix(in srgb, var(--accent) 13%, var(--bg)); }
.new.customer .said { border-start-start-radius: 3px; }
.new.agent .said { border-start-end-radius: 3px; }
.failed .said { border: 1px dashed var(--bad); }
.said p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; tab-size: 4; }
.said .none { font-style: italic; color: var(--muted); }
.said small { display: block; color: var(--muted); font-size: 12px; }
.delivery { flex-basis: 100%; padding: 0 2px 3px; font-size: 12px; line-height: 16px; color: var(--muted); overflow-wrap: anywhere; }
.agent .delivery { text-align: end; }
.delivery .bad { color: var(--bad); font-weight: 600; }
@media (max-width: 520px) {
  body { padding: 16px 8px 48px; }
  article { grid-template-columns: 40px 28px minmax(0, 1fr); column-gap: 8px; }
  .agent .face { grid-column: 2; }
  .agent header { justify-content: flex-start; }
  .agent .body { flex-direction: row; }
  .agent .delivery { text-align: start; }
  .said { max-width: 100%; }
  .agent.new .said { border-start-end-radius: 11px; border-start-start-radius: 3px; }
  .agent .said { border-inline-start: 3px solid var(--accent); }
  .gap { margin-inline-start: 48px; }
}
@media print {
  :root {
    color-scheme: light; --fg: #000000; --bg: #ffffff; --accent: #005fb8; --bad: #a3260c;
  }
  body { padding: 0; font-size: 11px; }
  .rows { content-visibility: visible; }
  .said { border: 1px solid #bbbbbb; }
  .failed .said { border: 1px dashed var(--bad); }
  article { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`.trim();
