import type { AuthKitEventDetails, AuthKitEventLevel } from './auth-kit-event.ts'

type EventType = AuthKitEventDetails['type']
type EventOf<Type extends EventType> = Extract<AuthKitEventDetails, { type: Type }>

/** What there is to say about an event. */
interface Description {
  readonly level: AuthKitEventLevel
  readonly message: string
}

type Describe<Type extends EventType> = (event: EventOf<Type>) => Description

const CHECK_HOST =
  'The server or a proxy on the way loses it, or the browser refuses it. Check that every Set-Cookie line is passed on ' +
  'as a line of its own (`headers.getSetCookie()`), that no header line is dropped for its length, and that ' +
  'WORKOS_REDIRECT_URI has the scheme and the host that visitors use. See docs/hosts.md of authkit-start.'

const FAILED_OPERATIONS: Record<EventOf<'failure'>['operation'], string> = {
  'restart-sign-in': 'The sign-in could not be started again.',
  'clear-verifier': 'The verifier cookie could not be cleared.',
  'refresh-store': 'The refresh store failed; meanwhile each process refreshes sessions for itself.',
  'save-session': 'The refreshed session could not be saved.',
  'look-up-organization': 'The organization could not be looked up.',
  'error-redirect': 'errorRedirectUrl is malformed: the callback answered with its own page.',
}

/** What is said about each type of event. */
export const DESCRIPTIONS: { readonly [Type in EventType]: Describe<Type> } = {
  'sign-in': () => ({ level: 'info', message: 'A user signed in.' }),
  refresh: ({ reason }) => ({
    level: 'info',
    message: reason === 'expired' ? 'A session was refreshed.' : 'A session was refreshed on request.',
  }),
  'refresh-failed': ({ category }) =>
    category === 'refused'
      ? { level: 'info', message: 'A session is over: WorkOS gives no new tokens for it.' }
      : { level: 'error', message: 'The session could not be refreshed.' },
  'sign-out': () => ({ level: 'info', message: 'A user signed out.' }),
  'callback-failed': ({ isRestarted }) =>
    isRestarted
      ? { level: 'info', message: 'A sign-in came back without its cookie, and was started again.' }
      : { level: 'error', message: 'OAuth callback failed' },
  'session-too-large': ({ bytes, cookies, largestParts }) => ({
    level: 'warn',
    message:
      `A session takes ${cookies} cookies, ${bytes} bytes in all, because browsers ignore a cookie of more than 4096. ` +
      'Its user is signed out by whatever keeps one Set-Cookie of several, or refuses a request whose headers are that ' +
      `long. The largest parts, before sealing: ${listParts(largestParts)}. Keep permissions, custom claims of the JWT ` +
      'template and the metadata of users small. This is said once.',
  }),
  'cookie-lost': ({ cookieName, setBy }) => ({
    level: 'error',
    message: `The cookie "${cookieName}" that the ${setBy} set did not come back. ${CHECK_HOST}`,
  }),
  failure: ({ operation }) => ({ level: 'error', message: FAILED_OPERATIONS[operation] }),
}

/** The level of an event, and the sentence about it: the only place where either is written. */
export function describeEvent<Type extends EventType>(event: EventOf<Type>): Description {
  const describe: Describe<Type> = DESCRIPTIONS[event.type]
  return describe(event)
}

function listParts(parts: EventOf<'session-too-large'>['largestParts']): string {
  return parts.map(({ name, bytes }) => `${name} (${bytes})`).join(', ')
}
