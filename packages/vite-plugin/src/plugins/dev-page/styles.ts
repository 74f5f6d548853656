/** Style sheet of the page, on top of that of all pages of the local AuthKit. */
export const DEV_PAGE_STYLES = `
:root { --warn: #b58100; --warn-text: #7a5600; --warn-back: #fff6dd; --good-text: #0b6b3a; }
@media (prefers-color-scheme: dark) {
  :root { --warn: #d9a520; --warn-text: #e7bf5a; --warn-back: #2c2410; --good-text: #6fd59a; }
}
body { display: block; padding: 24px 16px; background: var(--canvas); font-size: 14px; }
main { max-width: 960px; margin: 0 auto; display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
header .lead { margin: 4px 0 0; }
.badge { margin-bottom: 10px; }
a { color: var(--accent-text); text-underline-offset: 3px; }
.panel { padding: 20px 22px; background: var(--surface); border: 1px solid var(--line); border-radius: 14px; }
.panel h2 { margin: 0 0 12px; font-size: 16px; }
.none, .note, .count { margin: 0; color: var(--muted); }
.note { margin-top: 10px; font-size: 13px; }
.bad { color: var(--error); }
.notice { margin: 0; padding: 10px 14px; border: 1px solid var(--line); border-left: 4px solid var(--good-text); border-radius: 10px; background: var(--surface); }
.notice.failed { border-left-color: var(--error); }
.warnings { list-style: none; margin: 0 0 14px; padding: 0; display: grid; gap: 8px; overflow-wrap: anywhere; }
.warnings li { padding: 8px 12px; border-left: 4px solid var(--warn); border-radius: 6px; background: var(--warn-back); }
.facts { display: grid; gap: 6px; grid-template-columns: minmax(0, 1fr); margin: 0; padding: 0; border: 0; background: none; font: inherit; }
.facts div { display: grid; grid-template-columns: 130px minmax(0, 1fr); gap: 12px; }
.facts dt { color: var(--muted); }
.scroll { overflow-x: auto; border-radius: 6px; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th, td { padding: 6px 14px 6px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; min-width: 90px; }
tbody tr:last-child > * { border-bottom: 0; }
thead th { color: var(--muted); font-weight: 600; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.kind { display: block; color: var(--muted); font-size: 12.5px; }
details { margin-top: 12px; }
summary { width: auto; margin: 0; padding: 4px 0; }
.flows, .steps { margin: 0; padding: 0; list-style: none; }
.flows { display: grid; gap: 4px; }
.flows details { margin: 0; }
.steps { margin: 4px 0 10px 5px; padding-left: 16px; border-left: 2px solid var(--line); display: grid; gap: 4px; }
.steps .failed { color: var(--error); }
.steps time, summary time { color: var(--muted); font-variant-numeric: tabular-nums; }
.detail { overflow-wrap: anywhere; }
.status, .state { padding: 0 7px; border: 1px solid currentColor; border-radius: 999px; font-size: 12px; }
.state.done { color: var(--good-text); }
.state.failed { color: var(--error); }
.state.under-way { color: var(--muted); }
.actions, .action { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; margin-top: 14px; }
.actions .action { margin: 0; }
.action label { margin: 0; font-weight: 500; }
.action input, select { flex: none; max-width: 100%; padding: 6px 10px; border: 1px solid var(--control); border-radius: 8px; background: var(--surface); color: inherit; font: inherit; }
.button { display: inline-block; padding: 6px 12px; border: 1px solid var(--control); border-radius: 8px; background: var(--surface); color: inherit; font-weight: 500; text-decoration: none; }
.button:hover { background: var(--hover); border-color: var(--accent); }
.findings { list-style: none; margin: 14px 0 0; padding: 0; display: grid; gap: 14px; grid-template-columns: minmax(0, 1fr); }
.finding { padding: 14px 16px; border: 1px solid var(--line); border-left: 4px solid var(--warn); border-radius: 10px; }
.finding.error { border-left-color: var(--error); }
.finding h3 { margin: 2px 0 6px; font-size: 15px; line-height: 1.4; overflow-wrap: anywhere; }
.finding p { margin: 0; }
.finding ol { margin: 8px 0; padding-left: 22px; font-size: 13.5px; }
.rule { color: var(--muted); font-size: 13px; overflow-wrap: anywhere; }
.rule strong { color: var(--warn-text); }
.error .rule strong { color: var(--error); }
.place { font-size: 13.5px; overflow-wrap: anywhere; }
pre { margin: 8px 0; padding: 10px 12px; overflow-x: auto; border-radius: 8px; background: var(--canvas); }
.finding h3 code { font-size: 13.5px; font-weight: 600; }
pre, code { font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
@media (max-width: 520px) { .facts div { grid-template-columns: minmax(0, 1fr); gap: 0; } .panel { padding: 16px; } }
`
