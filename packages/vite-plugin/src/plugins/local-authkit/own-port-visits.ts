import type { LocalAuthKit } from '../../emulator/index.ts'

/** Told of a request; what it returns is told of the answer, or that there was none. */
export type VisitListener = (request: Request) => (response: Response | undefined) => void

/** Who wants to see the requests to the local AuthKit's own port: they don't pass the dev server. */
export class OwnPortVisits {
  readonly #listeners = new Set<VisitListener>()

  /** Tells of each request from now on. @returns ends it */
  subscribe(listener: VisitListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The local AuthKit, with its requests being told of. */
  watched(authKit: LocalAuthKit): LocalAuthKit {
    const fetch = async (request: Request): Promise<Response> => {
      const ends = [...this.#listeners].map((listener) => listener(request))
      let response: Response | undefined
      try {
        response = await authKit.fetch(request)
        return response
      } finally {
        for (const end of ends) end(response)
      }
    }
    return { ...authKit, fetch }
  }
}
