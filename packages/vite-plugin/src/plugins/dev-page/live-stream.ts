import type { ServerResponse } from 'node:http'

/** Milliseconds between two messages at least: a page load is a dozen changes. */
export const MIN_INTERVAL = 250

/**
 * Tells a browser, until it goes, that something has changed; not what. It then asks for the page again, with its own
 * cookies. Node's own response is at work here: it can be written to at any time.
 */
export function streamChanges(
  response: ServerResponse,
  subscribe: (listener: () => void) => () => void,
): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  })
  const send = (): void => void response.write('data: changed\n\n')
  let timer: NodeJS.Timeout | undefined
  const unsubscribe = subscribe(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      send()
    }, MIN_INTERVAL)
  })
  // At once too: something may have changed since the page was rendered.
  send()
  response.on('close', () => {
    unsubscribe()
    clearTimeout(timer)
  })
}
