import type { AuthKitErrorCode } from '../../session/errors.ts'
import type { CallbackErrorCategory } from '../callback-error.ts'

/** How much an event matters: `error` and `warn` are for somebody to act on, `info` happens every day. */
export type AuthKitEventLevel = 'info' | 'warn' | 'error'

/** Why there are no new tokens: WorkOS ended the session (`refused`), or couldn't be asked (`unavailable`). */
export type RefreshFailureCategory = 'refused' | 'unavailable'

/**
 * An error as events carry it: a copy of what was thrown with its name, message, stack and causes. Whatever looks like a
 * token, a code or a key in a message is blanked out, and other properties, such as bodies of answers, aren't there.
 */
export interface ReportedError extends Error {
  /** `AuthKitErrorCode`, or WorkOS' own code. */
  readonly code?: AuthKitErrorCode | (string & {}) | undefined
  /** HTTP status of WorkOS' answer. */
  readonly status?: number | undefined
  /** WorkOS support asks for it. */
  readonly requestID?: string | undefined
  /** As a plain object, for loggers that write JSON. */
  toJSON(): Record<string, unknown>
}

/** What happened, without the sentence that says so. */
export type AuthKitEventDetails =
  /** A callback began a session. */
  | {
      readonly type: 'sign-in'
      readonly userId: string
      readonly sessionId: string | undefined
      readonly organizationId: string | undefined
      /** As WorkOS names it, for example `Password` or `GoogleOAuth`. */
      readonly authenticationMethod: string | undefined
      /** Whether somebody signed in as the user, from the WorkOS dashboard. */
      readonly isImpersonated: boolean
    }
  /** A session has new tokens. */
  | {
      readonly type: 'refresh'
      readonly userId: string
      readonly sessionId: string
      readonly organizationId: string | undefined
      /** The access token had `expired`, or the app `asked`: a refresh of its own, or another organization. */
      readonly reason: 'expired' | 'asked'
    }
  /** A session got no new tokens. */
  | {
      readonly type: 'refresh-failed'
      readonly category: RefreshFailureCategory
      readonly userId: string | undefined
      readonly sessionId: string | undefined
      readonly error: ReportedError
    }
  /** A session was ended here. */
  | { readonly type: 'sign-out'; readonly userId: string | undefined; readonly sessionId: string }
  /** A callback began no session. */
  | {
      readonly type: 'callback-failed'
      readonly category: CallbackErrorCategory
      /** Whether the browser was sent to AuthKit once more, so that nobody saw the failure. */
      readonly isRestarted: boolean
      readonly error: ReportedError
    }
  /** A session doesn't fit into one cookie. Told once in a process. */
  | {
      readonly type: 'session-too-large'
      readonly userId: string
      /** Of its cookies together. */
      readonly bytes: number
      /** How many it takes. */
      readonly cookies: number
      /** What makes it large, the largest first: names and sizes, never the values. */
      readonly largestParts: readonly { readonly name: string; readonly bytes: number }[]
    }
  /** A cookie that this app has set did not come back: a server, a proxy or the browser drops it. */
  | {
      readonly type: 'cookie-lost'
      readonly cookieName: string
      /** What the cookie was set by. */
      readonly setBy: 'sign-in route' | 'callback' | 'refresh' | 'callback or refresh'
    }
  /** Something else that nobody sees from outside. */
  | {
      readonly type: 'failure'
      readonly operation:
        | 'restart-sign-in'
        | 'clear-verifier'
        | 'refresh-store'
        | 'save-session'
        | 'look-up-organization'
        | 'error-redirect'
      readonly error: ReportedError
    }

/**
 * What a log should know of. Tell them apart by `type`. No event ever holds a token, a code, a password or a key.
 */
export type AuthKitEvent = AuthKitEventDetails & {
  readonly level: AuthKitEventLevel
  /** What happened in a sentence, with what to do about it. */
  readonly message: string
}

/** Is told of events: `onEvent` of `authkitMiddleware()`. Nothing waits for it, and nothing fails when it does. */
export type AuthKitEventHandler = (event: AuthKitEvent) => void | Promise<void>
