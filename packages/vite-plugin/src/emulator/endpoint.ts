import type { LocalAuthKitControl } from './control/control.ts'
import type { EventDetails } from './event-log.ts'
import type { NextFailure } from './next-answers.ts'
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
  readonly control: LocalAuthKitControl
  /** What was asked to go wrong with this request, where the endpoint itself has to do it. */
  readonly failure: NextFailure | undefined
  /** Adds to what the event log says about this request. Nothing secret. */
  readonly note: (details: EventDetails) => void
}

/** Answers a call, or throws a `LocalAuthKitError`. */
export type Endpoint = (call: Call) => Response | Promise<Response>

/** The endpoints of one kind of resource. */
export type Endpoints<Name extends string> = Readonly<Record<Name, Endpoint>>
