import { authorizeResponseUrl, type AuthorizeRequest } from '../authorize-request.ts'
import { CALLBACK_ERRORS, type CallbackError } from '../callback-errors.ts'
import type { Call } from '../endpoint.ts'
import { issueCode, type CodeSubject } from '../issue-code.ts'
import { redirect } from '../redirect.ts'
import { rememberCookie } from './remembered-sign-in.ts'

/** 302 after a navigation, 303 after a form. */
type RedirectStatus = 302 | 303

/** Sends the browser back to the app with a one-time code for this sign-in, and remembers the browser. */
export function sendCode(
  call: Call,
  request: AuthorizeRequest,
  subject: CodeSubject,
  status: RedirectStatus,
): Response {
  const { userId, organizationId } = subject
  const code = issueCode(request, subject, call.realm)
  call.note({ userId, ...(organizationId !== null && { organizationId }) })
  const response = redirect(status, authorizeResponseUrl(request, { code }))
  response.headers.set('set-cookie', rememberCookie(code, call))
  return response
}

/** Sends the browser back to the app with an error in place of a code (RFC 6749, section 4.1.2.1). */
export function sendError(
  { note }: Call,
  request: AuthorizeRequest,
  status: RedirectStatus,
  error: string,
  description?: string,
): Response {
  note({ error, ...(description !== undefined && { errorDescription: description }) })
  const result = { error, ...(description !== undefined && { error_description: description }) }
  return redirect(status, authorizeResponseUrl(request, result))
}

/** {@link sendError} with one of the errors that WorkOS documents, in our words for it unless told. */
export function refuseSignIn(
  call: Call,
  request: AuthorizeRequest,
  status: RedirectStatus,
  error: CallbackError,
  description: string = CALLBACK_ERRORS[error],
): Response {
  return sendError(call, request, status, error, description)
}
