import type { AuthorizeRequest } from '../authorize-request.ts'
import { CALLBACK_ERRORS, isCallbackError } from '../callback-errors.ts'
import type { Call, Endpoint } from '../endpoint.ts'
import { PageError } from '../html/error-page.ts'
import { FORM_FIELDS, INTENTS, NO_ORGANIZATION } from '../html/form-fields.ts'
import { organizationPage } from '../html/organization-page.ts'
import { readBody } from '../read-body.ts'
import { assertSameOriginForm } from '../same-origin-form.ts'
import { refuseSignIn, sendCode, sendError } from '../sign-in/authorize-answer.ts'
import { chosenUser } from '../sign-in/chosen-user.ts'
import { placesOf } from '../sign-in/places.ts'
import { rememberedSignIn } from '../sign-in/remembered-sign-in.ts'
import { singleParameters, type SingleParameters } from '../single-parameters.ts'
import { answerToNone, authorizeRequest, refusal, renderSignIn } from './show-sign-in.ts'

/**
 * `POST /user_management/authorize`: the forms of the sign-in page. The authorize parameters come in the query, as they
 * did for the page, and are checked again; the form says who signs in, and in which organization. Answers with a
 * one-time code at the redirect URI, or with the next page: who is in several organizations chooses one.
 *
 * @throws PageError when the request is malformed or was sent by another site
 */
export const submitSignIn: Endpoint = async (call) => {
  assertSameOriginForm(call.request, call.url)
  const authorize = authorizeRequest(call)
  const answer = refusal(call, authorize) ?? answerToNone(call, authorize)
  if (answer !== undefined) return answer
  const form = await readForm(call)
  return answerToIntent(call, authorize, form) ?? answerToChoice(call, authorize, form)
}

async function readForm({ request }: Call): Promise<SingleParameters> {
  const form = singleParameters(new URLSearchParams(await readBody(request)), Object.values(FORM_FIELDS))
  if (form.problems.length > 0) throw new PageError(400, 'This form is not valid', form.problems)
  return form
}

/** The answer to a form that does not choose a user. */
function answerToIntent(
  call: Call,
  authorize: AuthorizeRequest,
  form: SingleParameters,
): Response | undefined {
  switch (form.get(FORM_FIELDS.intent)) {
    case INTENTS.deny: {
      return refuseSignIn(call, authorize, 303, 'access_denied')
    }
    case INTENTS.error: {
      const error = form.get(FORM_FIELDS.error) ?? 'server_error'
      const usual = isCallbackError(error) ? CALLBACK_ERRORS[error] : undefined
      return sendError(call, authorize, 303, error, form.get(FORM_FIELDS.errorDescription) ?? usual)
    }
    case INTENTS.continue: {
      const remembered = rememberedSignIn(call, authorize)
      return remembered === undefined
        ? renderProblem(call, authorize, form, 'You are not signed in any more. Choose a user.')
        : sendCode(call, authorize, remembered, 303)
    }
    default: {
      return undefined
    }
  }
}

function answerToChoice(call: Call, authorize: AuthorizeRequest, form: SingleParameters): Response {
  const { realm, url } = call
  const user = chosenUser(form, realm)
  if (typeof user === 'string') return renderProblem(call, authorize, form, user)
  const chosen = form.get(FORM_FIELDS.organization)
  if (chosen === NO_ORGANIZATION && authorize.organizationId === undefined) {
    return sendCode(call, authorize, { userId: user.id, organizationId: null }, 303)
  }
  const wanted = authorize.organizationId ?? (chosen === NO_ORGANIZATION ? undefined : chosen)
  const places = placesOf(user.id, wanted, realm.store)
  if (places === undefined) {
    return renderProblem(call, authorize, form, `${user.email} is not a member of this organization.`)
  }
  if (places.length > 1 && form.get(FORM_FIELDS.intent) === INTENTS.choose) {
    return organizationPage({ request: authorize, user, organizations: places, query: url.searchParams })
  }
  return sendCode(call, authorize, { userId: user.id, organizationId: places[0]?.id ?? null }, 303)
}

function renderProblem(
  call: Call,
  authorize: AuthorizeRequest,
  form: SingleParameters,
  message: string,
): Response {
  const field = (name: string): string => form.get(name)?.trim() ?? ''
  return renderSignIn(call, authorize, {
    message,
    email: field(FORM_FIELDS.email),
    firstName: field(FORM_FIELDS.firstName),
    lastName: field(FORM_FIELDS.lastName),
  })
}
