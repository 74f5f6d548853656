import { Agent, get } from 'node:http'
import { text } from 'node:stream/consumers'

/** Which requests a {@link Visitor} makes. */
export interface Load {
  readonly cookie: string
  readonly requests: number
  /** What each page must say. */
  readonly expected: string
}

/** Fetches pages, several at a time, over connections that stay open. */
export class Visitor implements Disposable {
  readonly #url: string
  readonly #connections: number
  readonly #agent: Agent

  constructor(url: string, connections: number) {
    this.#url = url
    this.#connections = connections
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections })
  }

  /** @throws Error when a page isn't what it must be */
  async visit({ cookie, requests, expected }: Load): Promise<void> {
    let left = requests
    const visitInTurn = async (): Promise<void> => {
      while (left-- > 0) {
        const page = await this.#fetch(cookie)
        if (!page.includes(expected)) throw new Error(`The page doesn't say “${expected}”:\n${page}`)
      }
    }
    await Promise.all(Array.from({ length: this.#connections }, visitInTurn))
  }

  [Symbol.dispose](): void {
    this.#agent.destroy()
  }

  /** By `node:http`, which takes less of the machine that the server needs too than `fetch` does. */
  #fetch(cookie: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const request = get(this.#url, { agent: this.#agent, headers: { cookie } }, (response) => {
        text(response).then(resolve, reject)
      })
      request.on('error', reject)
    })
  }
}
