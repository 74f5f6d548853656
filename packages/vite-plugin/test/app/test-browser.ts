/** Answers the requests for one origin. */
export type Site = (request: Request) => Promise<Response>

/** Where a navigation ended, and the answers on the way there. */
export interface Visit {
  url: URL
  response: Response
  html: string
  /** Every answer, the last one included. */
  trail: Response[]
}

const MAX_REDIRECTS = 10

/** As much of a browser as a sign-in needs: cookies by host, redirects, and what a browser says about its requests. */
export class TestBrowser {
  readonly #sites: ReadonlyMap<string, Site>
  readonly #cookies = new Map<string, Map<string, string>>()

  /** @param sites by origin; every other origin is fetched over the network */
  constructor(sites: Readonly<Record<string, Site>> = {}) {
    this.#sites = new Map(Object.entries(sites))
  }

  /** The cookies of a host, by name. */
  cookies(url: string | URL): Map<string, string> {
    const { hostname } = new URL(url)
    const jar = this.#cookies.get(hostname) ?? new Map<string, string>()
    this.#cookies.set(hostname, jar)
    return jar
  }

  /** One request, with this browser's cookies, without following a redirect. */
  async send(url: string | URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    const cookie = [...this.cookies(url)].map(([name, value]) => `${name}=${value}`).join('; ')
    if (cookie) headers.set('cookie', cookie)
    const request = new Request(url, { ...init, headers, redirect: 'manual' })
    const site = this.#sites.get(new URL(url).origin) ?? fetch
    const response = await site(request)
    for (const header of response.headers.getSetCookie()) this.#store(url, header)
    return response
  }

  /** Opens a page as a click on a link does, and follows every redirect. */
  async visit(url: string | URL, init: RequestInit = {}): Promise<Visit> {
    const trail: Response[] = []
    let at = new URL(url)
    let next: RequestInit = {
      ...init,
      headers: { ...NAVIGATION, ...Object.fromEntries(new Headers(init.headers)) },
    }
    while (trail.length <= MAX_REDIRECTS) {
      const response = await this.send(at, next)
      trail.push(response)
      const location = response.headers.get('location')
      if (location === null) return { url: at, response, html: await response.text(), trail }
      at = new URL(location, at)
      if (response.status === 303 || init.method === undefined) next = { headers: NAVIGATION }
    }
    throw new Error(`More than ${MAX_REDIRECTS} redirects, the last one to ${at.href}.`)
  }

  #store(url: string | URL, header: string): void {
    const [pair = '', ...attributes] = header.split(';').map((part) => part.trim())
    const name = pair.slice(0, pair.indexOf('='))
    const isDeleted = attributes.some((attribute) => attribute.toLowerCase() === 'max-age=0')
    if (isDeleted) this.cookies(url).delete(name)
    else this.cookies(url).set(name, pair.slice(pair.indexOf('=') + 1))
  }
}

const NAVIGATION = {
  accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-site': 'none',
}
