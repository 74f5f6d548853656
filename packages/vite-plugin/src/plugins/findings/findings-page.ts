import type { PluginContext } from '../../context.ts'
import { html, type Html } from '../../emulator/html/html.ts'
import { pageResponse } from '../../emulator/html/page.ts'
import type { Findings } from './findings.ts'
import { findingsSection } from './findings-section.ts'

/** Path below that of the page under which the browser hears of changes. */
const CHANGES_PATH = '/findings'

const STYLES = `
.card.wide { max-width: 860px; }
.card.wide h2 { margin-top: 28px; font-size: 16px; }
.card.wide a { color: var(--accent-text); text-underline-offset: 3px; }
.none, .count { margin: 0; color: var(--muted); }
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
:root { --warn: #b58100; --warn-text: #7a5600; }
@media (prefers-color-scheme: dark) { :root { --warn: #d9a520; --warn-text: #e7bf5a; } }
`

/** Shows changes as they come, and opens the editor without leaving the page. */
const SCRIPT = `
const section = document.querySelector('#findings')
new EventSource(section.dataset.changes).addEventListener('message', ({ data }) => { section.innerHTML = JSON.parse(data) })
section.addEventListener('click', (event) => {
  const link = event.target.closest('a.place')
  if (link === null || event.metaKey || event.ctrlKey) return
  event.preventDefault()
  void fetch(link.href)
})
`

/**
 * The page of the local AuthKit itself: what it is, and what the checks have found.
 *
 * @param path where the local AuthKit is mounted
 * @returns answers requests for the page, and `undefined` for all others
 */
export function findingsPage(ctx: PluginContext, path: string): (request: Request) => Response | undefined {
  const section = (): Html => {
    const { config, findings } = ctx
    const editorPath = `${new URL(config.base, 'http://app.invalid').pathname}__open-in-editor`
    const view = findings.view(config.root)
    return findingsSection({ diagnostics: findings.diagnostics, view, editorPath })
  }
  return (request) => {
    const { pathname } = new URL(request.url)
    if (request.method !== 'GET') return undefined
    if (pathname === path) return page(ctx.options.signInPath, path + CHANGES_PATH, section())
    return pathname === path + CHANGES_PATH ? changes(ctx.findings, section) : undefined
  }
}

function page(signInPath: string, changesPath: string, section: Html): Response {
  return pageResponse({
    title: 'Findings',
    styles: STYLES,
    script: SCRIPT,
    body: html`<main class="card wide">
      <p class="badge">Local AuthKit</p>
      <h1>This app signs in without an account</h1>
      <p class="lead">
        The dev server answers in place of WorkOS. <a href="${signInPath}">Sign in</a> as one of the local
        users.
      </p>
      <h2>Findings</h2>
      <section id="findings" data-changes="${changesPath}" aria-live="polite">${section}</section>
    </main>`,
  })
}

/** Server-sent events: the section anew after every change, until the browser goes. */
function changes(findings: Findings, section: () => Html): Response {
  let end = (): void => {}
  const body = new ReadableStream<string>({
    start(controller) {
      const send = (): void => controller.enqueue(`data: ${JSON.stringify(section().text)}\n\n`)
      // At once too: something may have changed since the page was rendered.
      send()
      end = findings.subscribe(send)
    },
    cancel: () => end(),
  })
  return new Response(body.pipeThrough(new TextEncoderStream()), {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
  })
}
