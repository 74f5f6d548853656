import type { ServerResponse } from 'node:http'

import type { PluginContext } from '../../context.ts'
import { html, type Html } from '../../emulator/html/html.ts'
import { pageResponse } from '../../emulator/html/page.ts'
import { findingsSection } from './findings-section.ts'

/** Path below that of the page under which the browser hears of changes. */
const CHANGES_PATH = '/findings'

/** What answers for the page in a dev server. */
export interface FindingsPage {
  /** Answers requests for the page; `undefined` for all others. */
  answer: (request: Request) => Response | undefined
  /** Whether a path is that of the changes. */
  isStream: (pathname: string) => boolean
  /** Sends the changes until the browser goes. It does that at any time, so here Node's own stream is at work. */
  stream: (response: ServerResponse) => void
}

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
 * The page of the local AuthKit itself: what it is, and what the checks have found. Its list is kept up to date by
 * server-sent events.
 *
 * @param path where the local AuthKit is mounted
 */
export function findingsPage({ config, findings, options }: PluginContext, path: string): FindingsPage {
  const changesPath = path + CHANGES_PATH
  const section = (): Html => {
    const editorPath = `${new URL(config.base, 'http://app.invalid').pathname}__open-in-editor`
    return findingsSection({
      diagnostics: findings.diagnostics,
      view: findings.view(config.root),
      editorPath,
    })
  }
  return {
    answer: (request) => {
      const isAsked = request.method === 'GET' && new URL(request.url).pathname === path
      return isAsked ? renderPage(options.signInPath, changesPath, section()) : undefined
    },
    isStream: (pathname) => pathname === changesPath,
    stream: (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      const send = (): void => void response.write(`data: ${JSON.stringify(section().text)}\n\n`)
      // At once too: something may have changed since the page was rendered.
      send()
      response.on('close', findings.subscribe(send))
    },
  }
}

function renderPage(signInPath: string, changesPath: string, section: Html): Response {
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
