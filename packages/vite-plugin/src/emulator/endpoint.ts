import type { Realm } from './realm.ts'

/** One request to one endpoint. */
export interface Call {
  readonly request: Request
  readonly url: URL
  /** Where this local AuthKit is mounted, without a slash at the end: `http://localhost:3000/__authkit`. */
  readonly baseUrl: string
  /** The parts of the path that the route names, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly realm: Realm
}

/** Answers a call, or throws a `LocalAuthKitError`. */
export type Endpoint = (call: Call) => Response | Promise<Response>
