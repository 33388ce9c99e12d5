/** The report's page: colours of the theme alone, readable at any width. */
export const REPORT_STYLES = `
:root {
  --fg: var(--vscode-editor-foreground, CanvasText);
  --bg: var(--vscode-editor-background, Canvas);
  --muted: color-mix(in srgb, var(--fg) 78%, var(--bg));
  --hairline: color-mix(in srgb, var(--fg) 15%, transparent);
  --card: color-mix(in srgb, var(--fg) 4%, var(--bg));
  --edge: transparent;
  --sent: var(--vscode-charts-blue, #1a85ff);
  --failed: color-mix(in srgb, var(--vscode-charts-red, #e51400) 88%, var(--fg));
  --unknown: var(--vscode-editorWarning-foreground, #bf8803);
  --limited: var(--vscode-charts-purple, #652d90);
  --good: color-mix(in srgb, var(--vscode-charts-green, #388a34) 75%, var(--fg));
}
body.vscode-high-contrast, body.vscode-high-contrast-light {
  --muted: var(--fg);
  --hairline: var(--vscode-contrastBorder, currentColor);
  --card: var(--bg);
  --edge: var(--vscode-contrastBorder, currentColor);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  padding: 0;
  color: var(--fg);
  background: var(--bg);
  font: var(--vscode-font-size, 13px)/1.5 var(--vscode-font-family, system-ui, sans-serif);
}
main { max-width: 1040px; margin: 0 auto; padding: 28px 32px 48px; }
h1, h2, h3, p, dl, dd, ul, figure { margin: 0; padding: 0; }
ul { list-style: none; }
h1 { font-size: 1.7em; font-weight: 600; line-height: 1.25; text-wrap: balance; overflow-wrap: anywhere; }
h2 { margin: 36px 0 12px; font-size: 1.2em; font-weight: 600; }
h3 { font-size: 1em; font-weight: 600; }
small { font-size: 0.92em; font-weight: 400; color: var(--muted); }
.end {
  display: inline-block;
  margin-bottom: 10px;
  padding: 1px 10px;
  border: 1px solid currentColor;
  border-radius: 999px;
  font-size: 0.92em;
  font-weight: 600;
}
.end.good { color: var(--good); }
.end.bad { color: var(--failed); }
.lead { margin-top: 6px; color: var(--muted); }
.why { margin-top: 10px; max-width: 70ch; text-wrap: pretty; }
.tiles { display: grid; grid-template-columns: repeat(6, 1fr); gap: 10px; margin-top: 24px; }
.tiles > div { padding: 10px 14px 12px; border: 1px solid var(--edge); border-radius: 6px; background: var(--card); min-width: 0; }
.tiles dt { display: flex; align-items: center; gap: 7px; color: var(--muted); }
.tiles dt::before { content: ''; width: 9px; height: 9px; border-radius: 2px; flex: none; }
.tiles .plain dt::before { display: none; }
.tiles .sent dt::before { background: var(--sent); }
.tiles .failed dt::before { background: var(--failed); }
.tiles .unknown dt::before { background: var(--unknown); }
.tiles .rest dt::before { border: 1px solid var(--muted); }
.tiles dd { font-size: 1.75em; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; white-space: nowrap; }
.tiles .none dd { color: var(--muted); font-weight: 400; }
.share { display: block; width: 100%; height: 8px; margin-top: 14px; border-radius: 4px; background: var(--hairline); }
svg .sent { fill: var(--sent); }
svg .failed { fill: var(--failed); }
svg .unknown { fill: var(--unknown); }
svg .rest { fill: transparent; }
svg .limited { fill: var(--limited); }
svg .veil { opacity: 0.14; }
.percentiles { display: flex; flex-wrap: wrap; gap: 4px 36px; }
.percentiles dt { color: var(--muted); }
.percentiles dd { font-size: 1.25em; font-weight: 600; font-variant-numeric: tabular-nums; }
.plots { display: grid; grid-template-columns: 1fr 1fr; gap: 32px 36px; margin-top: 24px; }
.plots figure:first-child { grid-column: 1 / -1; }
figcaption { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 18px; margin-bottom: 12px; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 14px; color: var(--muted); font-size: 0.92em; }
.legend li { display: flex; align-items: center; gap: 6px; }
.legend i { width: 12px; height: 10px; border-radius: 2px; }
.legend i.line { height: 0; border-top: 2px solid var(--sent); border-radius: 0; }
.legend i.band { background: color-mix(in srgb, var(--sent) 28%, transparent); }
.legend i.sent { background: var(--sent); }
.legend i.failed { background: var(--failed); }
.legend i.unknown { background: var(--unknown); }
.legend i.limited { background: var(--limited); }
.legend i.mark { width: 0; border-left: 2px dashed var(--fg); border-radius: 0; height: 12px; }
.legend i.none { display: none; }
.plot { display: grid; grid-template-columns: auto 1fr; gap: 6px 10px; }
.plot svg { display: block; width: 100%; height: 180px; overflow: visible; }
.plots figure:first-child svg { height: 220px; }
.y, .x { display: flex; justify-content: space-between; color: var(--muted); font-size: 0.92em; font-variant-numeric: tabular-nums; }
.y { flex-direction: column; align-items: flex-end; margin: -0.7em 0; line-height: 1.4; white-space: nowrap; }
.x { grid-column: 2; white-space: nowrap; }
.grid { stroke: var(--hairline); stroke-width: 1; vector-effect: non-scaling-stroke; }
.line { fill: none; stroke: var(--sent); stroke-width: 2; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
.edge { fill: none; stroke: var(--sent); stroke-width: 1; stroke-opacity: 0.5; vector-effect: non-scaling-stroke; }
svg .band { fill: var(--sent); fill-opacity: 0.22; }
.mark { stroke: var(--fg); stroke-width: 1.5; stroke-dasharray: 4 3; vector-effect: non-scaling-stroke; }
.tip { fill: transparent; }
.tip:hover { fill: var(--fg); fill-opacity: 0.08; }
.failures > ul > li { display: grid; grid-template-columns: minmax(56px, auto) 1fr; gap: 0 14px; padding: 12px 14px; border: 1px solid var(--edge); border-left: 3px solid var(--failed); border-radius: 4px; background: var(--card); }
.failures > ul > li + li { margin-top: 8px; }
.failures > ul > li.unknown { border-left-color: var(--unknown); }
.failures .count { font-size: 1.4em; font-weight: 600; line-height: 1.2; font-variant-numeric: tabular-nums; }
.failures p { overflow-wrap: anywhere; text-wrap: pretty; max-width: 80ch; }
.failures details { margin-top: 4px; color: var(--muted); }
.failures details li { overflow-wrap: anywhere; }
a { color: var(--vscode-textLink-foreground, LinkText); }
a:focus-visible { outline: 1px solid var(--vscode-focusBorder, currentColor); outline-offset: 2px; }
summary { cursor: pointer; width: fit-content; border-radius: 2px; }
summary:focus-visible { outline: 1px solid var(--vscode-focusBorder, currentColor); outline-offset: 2px; }
.settings { display: grid; gap: 4px; }
.settings > div { display: grid; grid-template-columns: 130px 1fr; gap: 0 16px; }
.settings dt { color: var(--muted); }
.settings dd { overflow-wrap: anywhere; white-space: pre-wrap; }
.tables { margin-top: 32px; }
.scroll { overflow-x: auto; margin-top: 12px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 6px 0; }
th, td { padding: 3px 14px; text-align: right; font-weight: 400; white-space: nowrap; border-bottom: 1px solid var(--hairline); }
thead th { color: var(--muted); }
@media (max-width: 760px) {
  .tiles { grid-template-columns: repeat(3, 1fr); }
  .plots { grid-template-columns: 1fr; }
}
@media (max-width: 480px) {
  main { padding: 18px 16px 32px; }
  .tiles { grid-template-columns: repeat(2, 1fr); }
  .tiles dd { font-size: 1.4em; }
  .settings > div { grid-template-columns: 1fr; margin-bottom: 6px; }
  .failures > ul > li { grid-template-columns: 1fr; }
  .x span:nth-child(even) { display: none; }
}
body.vscode-high-contrast svg .sent, body.vscode-high-contrast-light svg .sent { fill: transparent; stroke: var(--fg); stroke-width: 1; vector-effect: non-scaling-stroke; }
body.vscode-high-contrast svg.share .sent, body.vscode-high-contrast-light svg.share .sent { fill: var(--sent); stroke: none; }
body.vscode-high-contrast .grid, body.vscode-high-contrast-light .grid { stroke-opacity: 0.4; }
body.vscode-high-contrast .legend i.sent, body.vscode-high-contrast-light .legend i.sent { background: transparent; border: 1px solid var(--fg); }
@media (forced-colors: active) {
  svg .sent { fill: Canvas; stroke: CanvasText; vector-effect: non-scaling-stroke; }
  svg .failed, svg .unknown, svg .limited { fill: Highlight; }
  svg .line { stroke: CanvasText; }
  svg .band { fill: GrayText; }
  .grid { stroke: GrayText; }
  .legend i, .tiles dt::before { forced-color-adjust: none; }
}
@media print { main { padding: 0; } .tables[open] { break-before: page; } }
`;
