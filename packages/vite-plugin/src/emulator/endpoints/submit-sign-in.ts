import { authorizeResponseUrl } from '../authorize-request.ts'
import type { Call, Endpoint } from '../endpoint.ts'
import { PageError } from '../html/error-page.ts'
import { FORM_FIELDS, INTENT_DENY, INTENT_ERROR, NO_ORGANIZATION } from '../html/sign-in-page.ts'
import { issueCode } from '../issue-code.ts'
import { readBody } from '../read-body.ts'
import type { Realm } from '../realm.ts'
import { redirect } from '../redirect.ts'
import { assertSameOriginForm } from '../same-origin-form.ts'
import { createUser } from '../seed/create-user.ts'
import { isEmail } from '../seed/parse-seed.ts'
import { singleParameters, type SingleParameters } from '../single-parameters.ts'
import { startingMembership } from '../starting-membership.ts'
import type { UserRecord } from '../store/records.ts'
import { authorizeRequest, errorRedirect, refusal, renderSignIn } from './show-sign-in.ts'

/**
 * `POST /user_management/authorize`: the form of the sign-in page. The authorize parameters come in the query, as they
 * did for the page, and are checked again; the form says who signs in, and in which organization. Answers with a
 * one-time code at the redirect URI.
 *
 * @throws PageError when the request is malformed or was sent by another site
 */
export const submitSignIn: Endpoint = async (call) => {
  const { request, url, realm } = call
  assertSameOriginForm(request, url)
  const authorize = authorizeRequest(call)
  const refused = refusal(authorize, call)
  if (refused !== undefined) return refused
  const form = await readForm(call)
  const intent = form.get(FORM_FIELDS.intent)
  if (intent === INTENT_DENY) {
    return errorRedirect(authorize, call, 303, 'access_denied', 'The user denied the sign-in.')
  }
  if (intent === INTENT_ERROR) {
    const error = form.get(FORM_FIELDS.error) ?? 'server_error'
    return errorRedirect(authorize, call, 303, error, form.get(FORM_FIELDS.errorDescription))
  }
  const email = form.get(FORM_FIELDS.email)?.trim()
  const user = chosenUser(form, email, realm)
  if (typeof user === 'string') {
    return renderSignIn(authorize, realm, { email: email ?? '', message: user })
  }
  const chosen = form.get(FORM_FIELDS.organization)
  const wanted = authorize.organizationId ?? (chosen === NO_ORGANIZATION ? undefined : chosen)
  const membership =
    chosen === NO_ORGANIZATION && wanted === undefined ? null : startingMembership(user.id, wanted, realm)
  if (membership === undefined) {
    return renderSignIn(authorize, realm, {
      email: user.email,
      message: `${user.email} is not a member of this organization.`,
    })
  }
  const organizationId = membership?.organizationId ?? null
  const code = issueCode(authorize, { userId: user.id, organizationId }, realm)
  call.note({ userId: user.id, ...(organizationId !== null && { organizationId }) })
  return redirect(303, authorizeResponseUrl(authorize, { code }))
}

async function readForm({ request }: Call): Promise<SingleParameters> {
  const form = singleParameters(new URLSearchParams(await readBody(request)), Object.values(FORM_FIELDS))
  if (form.problems.length > 0) throw new PageError(400, 'This form is not valid', form.problems)
  return form
}

/** The user that was chosen, or what to say when none was. */
function chosenUser(
  form: SingleParameters,
  email: string | undefined,
  { store, clock }: Realm,
): UserRecord | string {
  const userId = form.get(FORM_FIELDS.user)
  if (userId !== undefined) return store.user(userId) ?? 'That user does not exist any more.'
  if (email === undefined) return 'Choose a user or type an email address.'
  if (!isEmail(email)) return 'That is not an email address. One looks like carol@example.com.'
  const known = store.userByEmail(email)
  if (known !== undefined) return known
  const firstName = form.get(FORM_FIELDS.firstName)
  const lastName = form.get(FORM_FIELDS.lastName)
  const user = createUser({
    email,
    createdAt: clock.timestamp(),
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
  })
  store.users.add(user)
  return user
}
