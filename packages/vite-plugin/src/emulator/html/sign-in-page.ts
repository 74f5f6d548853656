import type { AuthorizeRequest } from '../authorize-request.ts'
import { emailForm } from './email-form.ts'
import { FORM_FIELDS, INTENTS, SEARCH_PARAMETER } from './form-fields.ts'
import { html, type Html } from './html.ts'
import { cspSource, pageResponse } from './page.ts'
import { REFUSAL_FORMS } from './refusal-forms.ts'
import { requestDetails } from './request-details.ts'
import { SIGN_IN_STYLES } from './sign-in-styles.ts'
import { userButton, type UserChoice } from './user-button.ts'
import { userList } from './user-list.ts'

/** What was typed into the email form, and what is wrong with it. */
export interface SignInProblem {
  readonly message: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
}

/** What the sign-in page shows. */
export interface SignInPage {
  readonly request: AuthorizeRequest
  /** Whom the page may sign in, in the organization that was asked for if one was. */
  readonly users: readonly UserChoice[]
  /** Who signed in with this browser before and may go on without choosing. */
  readonly remembered: UserChoice | undefined
  /** Name of the organization that was asked for. */
  readonly organization: string | undefined
  /** The query of the page. */
  readonly query: URLSearchParams
  readonly problem: SignInProblem | undefined
}

/**
 * The page that a new user sees first: choose a user, type an email address, or deny. Its forms have no `action`, so
 * they post to the address of the page with its query, under whatever path the local AuthKit is mounted.
 */
export function signInPage(page: SignInPage): Response {
  const { request, users, remembered, organization, query, problem } = page
  const isSignUp = request.screenHint === 'sign-up'
  const title = isSignUp ? 'Create a local user' : 'Sign in'
  const loginHint = request.loginHint?.toLowerCase()
  const isOffered = users.some(({ email }) => email === loginHint)
  const search = query.get(SEARCH_PARAMETER)?.trim()
  const others = users.filter(({ id }) => id !== remembered?.id)
  const list =
    others.length === 0 && remembered !== undefined
      ? undefined
      : userList({ users: others, loginHint, search: search === '' ? undefined : search, query })
  const typed = emailForm({
    isSignUp,
    email: problem?.email ?? (isOffered ? '' : (request.loginHint ?? '')),
    firstName: problem?.firstName ?? '',
    lastName: problem?.lastName ?? '',
    problem: problem?.message,
  })
  const [first, second] = isSignUp ? [typed, list] : [list, typed]
  return pageResponse({
    title,
    status: problem === undefined ? 200 : 400,
    styles: SIGN_IN_STYLES,
    formTargets: [cspSource(request.redirectUri)],
    body: html`<main class="card">
        <p class="badge">Local AuthKit, no account needed</p>
        <h1>${title}</h1>
        <p class="lead">
          to continue to <strong>${request.redirectUri.host}</strong>${
            organization !== undefined && html` in <strong>${organization}</strong>`
          }
        </p>
        ${joined([remembered && continueForm(remembered), first, second])} ${otherScreen(isSignUp, query)}
      </main>
      ${signInFooter(request)}`,
  })
}

/** The ways to sign in, with an "or" between each two. */
function joined(ways: readonly (Html | undefined)[]): Html[] {
  return ways
    .filter((way) => way !== undefined)
    .map((way, index) =>
      index === 0
        ? way
        : html`<p class="or"><span>or</span></p>
            ${way}`,
    )
}

/** Below each step of a sign-in: ways out, and what the app asked for. */
export function signInFooter(request: AuthorizeRequest): Html {
  return html`<footer>
    <p>
      Choosing a name is all it takes: no password, no network. Your app talks to this page as it talks to
      WorkOS.
    </p>
    ${REFUSAL_FORMS} ${requestDetails(request)}
  </footer>`
}

/** For who is signed in at AuthKit already. WorkOS goes on without asking; here one may want to be someone else. */
function continueForm(user: UserChoice): Html {
  return html`<form method="post">
    ${userButton({
      user,
      field: FORM_FIELDS.intent,
      value: INTENTS.continue,
      verb: 'Continue as',
      mark: 'Signed in with this browser',
      isFocused: true,
    })}
  </form>`
}

/** From the sign-in to the sign-up and back, as AuthKit's own pages have it. */
function otherScreen(isSignUp: boolean, query: URLSearchParams): Html {
  const other = new URLSearchParams(query)
  other.delete(SEARCH_PARAMETER)
  other.set('screen_hint', isSignUp ? 'sign-in' : 'sign-up')
  return html`<p class="other">
    ${isSignUp ? 'Already known here?' : 'New here?'}
    <a href="?${other.toString()}">${isSignUp ? 'Sign in' : 'Create a user'}</a>
  </p>`
}
