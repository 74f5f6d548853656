import { authorizeResponseUrl, type AuthorizeRequest } from '../authorize-request.ts'
import type { Call, Endpoint } from '../endpoint.ts'
import { PageError } from '../html/error-page.ts'
import { FORM_FIELDS, INTENT_DENY } from '../html/sign-in-page.ts'
import { randomToken } from '../random-token.ts'
import { readBody } from '../read-body.ts'
import type { Realm } from '../realm.ts'
import { redirect } from '../redirect.ts'
import { assertSameOriginForm } from '../same-origin-form.ts'
import { singleParameters, type SingleParameters } from '../single-parameters.ts'
import { startingMembership } from '../starting-membership.ts'
import type { UserRecord } from '../store/records.ts'
import { authorizeRequest, refusal, renderSignIn } from './show-sign-in.ts'

/** Longest email address (RFC 5321, section 4.5.3.1.3, without the brackets). */
const MAX_EMAIL_LENGTH = 254

/** One `@` with something on both sides and no spaces: enough to tell a slip from an address. */
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+$/

/**
 * `POST /user_management/authorize`: the form of the sign-in page. The authorize parameters come in the query, as they
 * did for the page, and are checked again; the form says who signs in. Answers with a one-time code at the redirect
 * URI.
 *
 * @throws PageError when the request is malformed or was sent by another site
 */
export const submitSignIn: Endpoint = async (call) => {
  const { request, url, realm } = call
  assertSameOriginForm(request, url)
  const authorize = authorizeRequest(call)
  const refused = refusal(authorize, realm)
  if (refused !== undefined) return refused
  const form = await readForm(call)
  if (form.get(FORM_FIELDS.intent) === INTENT_DENY) {
    return redirect(
      303,
      authorizeResponseUrl(authorize, {
        error: 'access_denied',
        error_description: 'The user denied the sign-in.',
      }),
    )
  }
  const email = form.get(FORM_FIELDS.email)?.trim()
  const user = chosenUser(form.get(FORM_FIELDS.user), email, realm)
  if (typeof user === 'string') {
    return renderSignIn(authorize, realm, { email: email ?? '', message: user })
  }
  const membership = startingMembership(user.id, authorize.organizationId, realm)
  if (membership === undefined) {
    return renderSignIn(authorize, realm, {
      email: user.email,
      message: `${user.email} is not a member of this organization.`,
    })
  }
  const code = issueCode(user, authorize, membership?.organizationId ?? null, realm)
  return redirect(303, authorizeResponseUrl(authorize, { code }))
}

async function readForm({ request }: Call): Promise<SingleParameters> {
  const form = singleParameters(new URLSearchParams(await readBody(request)), Object.values(FORM_FIELDS))
  if (form.problems.length > 0) throw new PageError(400, 'This form is not valid', form.problems)
  return form
}

/** The user that was chosen, or what to say when none was. */
function chosenUser(
  userId: string | undefined,
  email: string | undefined,
  { store, now }: Realm,
): UserRecord | string {
  if (userId !== undefined) return store.user(userId) ?? 'That user does not exist any more.'
  if (email === undefined) return 'Choose a user or type an email address.'
  if (email.length > MAX_EMAIL_LENGTH || !EMAIL.test(email)) {
    return 'That is not an email address. One looks like carol@example.com.'
  }
  return store.userWithEmail(email, new Date(now()).toISOString())
}

function issueCode(
  user: UserRecord,
  authorize: AuthorizeRequest,
  organizationId: string | null,
  { store, now }: Realm,
): string {
  const code = randomToken('code_')
  store.codes.set(code, {
    clientId: authorize.clientId,
    redirectUri: authorize.redirectUri.href,
    codeChallenge: authorize.codeChallenge ?? null,
    userId: user.id,
    organizationId,
    issuedAt: now(),
    used: false,
    sessionId: null,
  })
  return code
}
