import type { Page } from 'playwright-core'

/** A complaint that one journey knows of and puts up with. */
export interface ToleratedComplaint {
  /** Text that the complaint contains. */
  readonly includes: string
  readonly because: string
}

/**
 * What Chromium says of a request that a navigation or the page's own script ended. It stands for no failure: those
 * of the network and of servers have other names.
 */
const CUT_OFF = 'net::ERR_ABORTED'

/**
 * What Vite answers to a page in dev that asks for a dependency which has been bundled anew meanwhile: it has the page
 * load again by itself. How often that happens depends on how busy the machine is.
 */
const OUTDATED_DEPENDENCY = 'Outdated Optimize Dep'

/**
 * Records everything that a clean page does not do: console errors, uncaught exceptions, requests that fail or are
 * answered with 400 or above.
 *
 * @returns the complaints so far, without the tolerated ones
 */
export function recordPageErrors(page: Page, tolerated: readonly ToleratedComplaint[] = []): () => string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes(OUTDATED_DEPENDENCY))
      complaints.push(`console error: ${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => {
    const text = firstLines(error.stack ?? error.message)
    // An import that such an answer has broken fails without a word.
    if (text !== '') complaints.push(`uncaught: ${text}`)
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'unknown'
    if (reason === CUT_OFF) return
    complaints.push(
      `request failed: ${request.method()} ${request.url()} (${request.failure()?.errorText ?? 'unknown'})`,
    )
  })
  page.on('response', (response) => {
    if (response.status() >= 400 && response.statusText() !== OUTDATED_DEPENDENCY)
      complaints.push(`answered ${response.status()}: ${response.url()}`)
  })
  return () =>
    complaints.filter((complaint) => !tolerated.some(({ includes }) => complaint.includes(includes)))
}

function firstLines(text: string): string {
  return text.split('\n').slice(0, 6).join('\n')
}
