/** The style sheet of all pages. Colours are chosen for a contrast of at least 4.5 to 1 in both schemes. */
export const STYLES = `
:root {
  color-scheme: light dark;
  --canvas: #f4f4f8;
  --glow: #e4e1ff;
  --surface: #ffffff;
  --text: #1b1a24;
  --muted: #5d5b6e;
  --line: #d3d0e0;
  --control: #8a879c;
  --hover: #f4f2ff;
  --accent: #5b4be1;
  --on-accent: #ffffff;
  --accent-text: #5140d6;
  --badge: #ebe8ff;
  --error: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #0e0d14;
    --glow: #1f1a45;
    --surface: #191824;
    --text: #f1f0f7;
    --muted: #a9a6bb;
    --line: #322f42;
    --control: #7a768f;
    --hover: #242137;
    --accent: #6d5cec;
    --on-accent: #ffffff;
    --accent-text: #b0a6ff;
    --badge: #2a2458;
    --error: #ff9d94;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  min-height: 100vh;
  min-height: 100dvh;
  display: flex;
  flex-direction: column;
  align-items: center;
  justify-content: center;
  gap: 20px;
  padding: 32px 16px;
  background: radial-gradient(60rem 30rem at 50% -8rem, var(--glow), transparent) var(--canvas) no-repeat;
  color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  -webkit-font-smoothing: antialiased;
}
.card {
  width: 100%;
  max-width: 420px;
  padding: 28px;
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: 16px;
  box-shadow: 0 1px 2px rgb(0 0 0 / 0.05), 0 12px 32px rgb(20 10 80 / 0.08);
}
.badge {
  display: inline-flex;
  align-items: center;
  gap: 7px;
  margin: 0 0 14px;
  padding: 3px 11px 3px 9px;
  border-radius: 999px;
  background: var(--badge);
  color: var(--accent-text);
  font-size: 12.5px;
  font-weight: 600;
}
.badge::before {
  content: "";
  width: 7px;
  height: 7px;
  border-radius: 50%;
  background: currentColor;
}
h1 { margin: 0; font-size: 24px; line-height: 1.25; letter-spacing: -0.015em; }
h2, label { display: block; margin: 0 0 8px; font-size: 13.5px; font-weight: 600; }
.lead { margin: 4px 0 22px; color: var(--muted); overflow-wrap: anywhere; }
.lead strong { color: var(--text); font-weight: 600; }
.users { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
button { font: inherit; cursor: pointer; }
.user {
  width: 100%;
  display: flex;
  align-items: center;
  gap: 12px;
  padding: 10px 12px;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: none;
  color: inherit;
  text-align: left;
  transition: background-color 0.12s, border-color 0.12s;
}
.user:hover { background: var(--hover); border-color: var(--accent); }
.user.hinted { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.avatar {
  flex: none;
  width: 38px;
  height: 38px;
  display: grid;
  place-items: center;
  border-radius: 50%;
  color: #ffffff;
  font-size: 13.5px;
  font-weight: 600;
}
.tone-0 { background: #5b4be1; }
.tone-1 { background: #0b7a75; }
.tone-2 { background: #b0417c; }
.tone-3 { background: #a14a16; }
.who { flex: 1; min-width: 0; display: grid; }
.name { font-weight: 600; overflow-wrap: anywhere; }
.email { color: var(--muted); font-size: 13.5px; overflow-wrap: anywhere; }
.role { flex: none; max-width: 40%; display: grid; font-size: 13px; text-align: right; }
.organization { color: var(--muted); font-size: 13px; overflow-wrap: anywhere; }
.or { display: flex; align-items: center; gap: 12px; margin: 20px 0; color: var(--muted); font-size: 13px; }
.or::before, .or::after { content: ""; flex: 1; height: 1px; background: var(--line); }
.row { display: flex; gap: 8px; }
input {
  flex: 1;
  min-width: 0;
  padding: 9px 12px;
  border: 1px solid var(--control);
  border-radius: 10px;
  background: var(--surface);
  color: inherit;
  font: inherit;
}
input::placeholder { color: var(--muted); opacity: 1; }
input[aria-invalid="true"] { border-color: var(--error); }
.primary {
  flex: none;
  padding: 9px 18px;
  border: 1px solid transparent;
  border-radius: 10px;
  background: var(--accent);
  color: var(--on-accent);
  font-weight: 600;
}
.primary:hover { filter: brightness(1.08); }
.help, .problem { margin: 8px 0 0; font-size: 13px; }
.help, .empty { color: var(--muted); }
.empty { margin: 0; }
.problem { color: var(--error); font-weight: 500; }
.problems { margin: 14px 0 0; padding-left: 20px; display: grid; gap: 8px; overflow-wrap: anywhere; }
footer { width: 100%; max-width: 420px; color: var(--muted); font-size: 13px; text-align: center; }
footer p { margin: 0 0 10px; text-wrap: balance; }
.link {
  padding: 4px 8px;
  border: 0;
  border-radius: 6px;
  background: none;
  color: var(--accent-text);
  text-decoration: underline;
  text-underline-offset: 3px;
}
details { margin-top: 10px; }
summary { width: fit-content; margin-inline: auto; padding: 4px 8px; border-radius: 6px; cursor: pointer; }
dl {
  display: grid;
  grid-template-columns: auto 1fr;
  gap: 4px 14px;
  margin: 10px 0 0;
  padding: 14px 16px;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--surface);
  font: 12.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  text-align: left;
}
dd { margin: 0; color: var(--text); overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--accent-text); outline-offset: 2px; }
@media (prefers-reduced-motion: reduce) { * { transition: none; } }
@media (max-width: 380px) { .card { padding: 22px 18px; } }
`
