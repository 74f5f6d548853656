/** What the sign-in page has besides the styles of all pages. */
export const SIGN_IN_STYLES = `
/* Room for the focus outline of the buttons, which the scroll box would cut off. */
.users { max-height: 23rem; margin: -4px; padding: 4px; overflow-y: auto; scrollbar-width: thin; }
[role=search] { margin-bottom: 12px; }
.user { flex-wrap: wrap; row-gap: 2px; }
.mark { flex-basis: 100%; padding-left: 50px; color: var(--accent-text); font-size: 13px; font-weight: 600; }
.secondary {
  flex: none;
  padding: 9px 16px;
  border: 1px solid var(--control);
  border-radius: 10px;
  background: var(--surface);
  color: var(--text);
  font-weight: 600;
}
.secondary:hover { background: var(--hover); }
select {
  flex: 1;
  min-width: 0;
  padding: 9px 12px;
  border: 1px solid var(--control);
  border-radius: 10px;
  background: var(--surface);
  color: inherit;
  font: inherit;
}
.names { margin-bottom: 14px; }
.names > div { flex: 1; min-width: 0; }
.names input { width: 100%; }
.skipped {
  margin: 12px 0 0;
  padding: 8px 12px;
  border: 1px dashed var(--control);
  border-radius: 10px;
  color: var(--muted);
  font-size: 13px;
}
.skipped span { display: block; font-weight: 600; }
.other { margin: 16px 0 0; color: var(--muted); font-size: 13.5px; }
a { color: var(--accent-text); text-underline-offset: 3px; border-radius: 4px; }
footer .row { margin-top: 10px; color: var(--text); text-align: left; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 420px) {
  .role { flex-basis: 100%; max-width: none; display: block; text-align: left; }
  .avatar ~ .role { padding-left: 50px; }
  .names { flex-direction: column; }
}
`
