import type { IncomingMessage, ServerResponse } from 'node:http'

import { CookieLog } from './cookie-log.ts'
import { FlowLog } from './flow-log.ts'
import { FlowWatch, type FlowPlaces } from './flow-watch.ts'
import { toVisit } from './visit.ts'
import { onAnswer } from './written-headers.ts'

/** Sees what goes through the dev server, and remembers what the page shows of it. It changes nothing. */
export class Recorder {
  readonly cookies: CookieLog = new CookieLog()
  readonly flows: FlowLog
  readonly watch: FlowWatch
  readonly #listeners = new Set<() => void>()

  constructor(places: () => FlowPlaces) {
    this.flows = new FlowLog(() => this.#tell())
    this.watch = new FlowWatch(this.flows, places)
  }

  observe(request: IncomingMessage, response: ServerResponse): void {
    const visit = toVisit(request)
    this.cookies.arrive(visit)
    const pending = this.watch.arrive(visit)
    onAnswer(response, ({ status, location, setCookies }) => {
      const origin = { browser: visit.browser, by: `${visit.method} ${visit.path}`, at: Date.now() }
      const cookies = this.cookies.answer(setCookies, origin)
      this.watch.answer(pending, { status, location, cookies })
      if (cookies.length > 0) this.#tell()
    })
    response.once('close', () => this.watch.leave(pending))
  }

  /**
   * Sees a request to the port of the local AuthKit, as if it had come to the path of the dev server below which the
   * local AuthKit is elsewhere.
   *
   * @returns takes the answer, if there is one
   */
  observeOwnPort(request: Request, localPath: string): (response: Response | undefined) => void {
    const { pathname, search } = new URL(request.url)
    const { method, headers } = request
    const url = localPath + pathname + search
    const pending = this.watch.arrive(toVisit({ method, url, headers: Object.fromEntries(headers) }))
    return (response) => {
      if (response === undefined) return this.watch.leave(pending)
      const location = response.headers.get('location') ?? undefined
      this.watch.answer(pending, { status: response.status, location, cookies: [] })
    }
  }

  /** Calls a function after every change. @returns ends it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
