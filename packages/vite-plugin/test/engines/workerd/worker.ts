/** A Worker that runs tests, in a request of its own: a WebSocket, open until the last one is done. */

/** The two ends of a WebSocket, as workerd makes them. */
declare const WebSocketPair: new () => { 0: WebSocket; 1: WebSocket & { accept: () => void } }

const worker = {
  async fetch(): Promise<Response> {
    // Now, because outside a request vitest could not set the timer that it sets when it is loaded.
    const { runTests } = await import('./run-tests.ts')
    const { 0: theirs, 1: ours } = new WebSocketPair()
    ours.accept()
    runTests(ours)
    return new Response(null, Object.assign({ status: 101 }, { webSocket: theirs }))
  },
}

// oxlint-disable-next-line import/no-default-export -- how workerd finds a Worker's handlers
export default worker
