import type { AuthorizeRequest } from '../authorize-request.ts'
import type { OrganizationRecord, UserRecord } from '../store/records.ts'
import { html, type Html } from './html.ts'
import { cspSource, pageResponse } from './page.ts'

/** Names of the form's fields. The authorize parameters stay in the query, where they are checked again. */
export const FORM_FIELDS = {
  user: 'user_id',
  email: 'email',
  /** Of a new user; ignored for one who is known. */
  firstName: 'first_name',
  lastName: 'last_name',
  /** Where the session starts; `none` for outside of every organization. */
  organization: 'organization_id',
  intent: 'intent',
  /** With {@link INTENT_ERROR}: what goes back to the app. */
  error: 'error',
  errorDescription: 'error_description',
} as const

/** Value of {@link FORM_FIELDS}`.intent` that sends `error=access_denied` back to the app. */
export const INTENT_DENY = 'deny'

/** Value of {@link FORM_FIELDS}`.intent` that sends the error of the form back to the app. */
export const INTENT_ERROR = 'error'

/** Value of {@link FORM_FIELDS}`.organization` for none. */
export const NO_ORGANIZATION = 'none'

/** A user as the page offers it. */
export interface SignInChoice {
  readonly user: UserRecord
  /** The role in the organization that the session would start in, if in any. */
  readonly role: string | undefined
  readonly organization: string | undefined
}

/** What the sign-in page shows. */
export interface SignInPage {
  readonly request: AuthorizeRequest
  readonly choices: readonly SignInChoice[]
  /** The organization to sign in to, when the app asked for one. */
  readonly organization: OrganizationRecord | undefined
  /** What was wrong with the email address that was sent. */
  readonly problem?: { readonly email: string; readonly message: string }
}

/**
 * The page that a new user sees first: choose a user, type an email address, or deny. Its forms have no `action`, so
 * they post to the address of the page with its query, under whatever path the local AuthKit is mounted.
 */
export function signInPage(page: SignInPage): Response {
  const { request, choices, organization, problem } = page
  const isSignUp = request.screenHint === 'sign-up'
  const title = isSignUp ? 'Create a local user' : 'Sign in'
  const users = userForm(choices, request.loginHint)
  const email = emailForm(page, isSignUp)
  const [first, second] = isSignUp ? [email, users] : [users, email]
  return pageResponse({
    title,
    status: problem === undefined ? 200 : 400,
    formTargets: [cspSource(request.redirectUri)],
    body: html`<main class="card">
        <p class="badge">Local AuthKit, no account needed</p>
        <h1>${title}</h1>
        <p class="lead">
          to continue to <strong>${request.redirectUri.host}</strong>${
            organization && html` in <strong>${organization.name}</strong>`
          }
        </p>
        ${first}
        <p class="or"><span>or</span></p>
        ${second}
      </main>
      <footer>
        <p>
          Choosing a name is all it takes: no password, no network. Your app talks to this page as it talks to
          WorkOS.
        </p>
        <form method="post">
          <button class="link" name="${FORM_FIELDS.intent}" value="${INTENT_DENY}">Deny this sign-in</button>
        </form>
        ${details(request)}
      </footer>`,
  })
}

function userForm(choices: readonly SignInChoice[], loginHint: string | undefined): Html {
  if (choices.length === 0) {
    return html`<p class="empty">No local user is a member of this organization.</p>`
  }
  return html`<form method="post">
    <h2 id="users">Choose a user</h2>
    <ul class="users" aria-labelledby="users">
      ${choices.map(({ user, role, organization }, index) => {
        const isHinted = user.email === loginHint?.toLowerCase()
        return html`<li>
          <button class="user${isHinted && ' hinted'}" name="${FORM_FIELDS.user}" value="${user.id}">
            <span class="avatar tone-${index % AVATAR_TONES}" aria-hidden="true">${initials(user)}</span>
            <span class="who">
              <span class="name">${user.name ?? user.email}</span>
              ${user.name !== null && html`<span class="email">${user.email}</span>`}
            </span>
            ${
              role !== undefined &&
              html`<span class="role">${role} <span class="organization">${organization}</span></span>`
            }
          </button>
        </li>`
      })}
    </ul>
  </form>`
}

function emailForm({ request, choices, problem }: SignInPage, isSignUp: boolean): Html {
  const isOffered = choices.some(({ user }) => user.email === request.loginHint?.toLowerCase())
  const value = problem?.email ?? (isOffered ? '' : request.loginHint)
  return html`<form method="post">
    <label for="email">${isSignUp ? 'Email address' : 'Another email address'}</label>
    <div class="row">
      <input
        id="email"
        name="${FORM_FIELDS.email}"
        type="email"
        inputmode="email"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        placeholder="carol@example.com"
        value="${value ?? ''}"
        required
        aria-describedby="email-${problem ? 'problem' : 'help'}"
        ${problem && html`aria-invalid="true" autofocus`}
      />
      <button class="primary">Continue</button>
    </div>
    ${
      problem
        ? html`<p class="problem" id="email-problem" role="alert">${problem.message}</p>`
        : html`<p class="help" id="email-help">An address that is new here becomes a new local user.</p>`
    }
  </form>`
}

/** What the app asked for: the first thing to look at when a sign-in does not do what it should. */
function details(request: AuthorizeRequest): Html {
  const rows: [name: string, value: string | undefined][] = [
    ['client_id', request.clientId],
    ['redirect_uri', request.redirectUri.href],
    ['code_challenge', request.codeChallenge === undefined ? 'none: no PKCE' : 'S256'],
    ['state', request.state === undefined ? 'none' : `${request.state.length} characters`],
    ['prompt', request.prompt],
    ['screen_hint', request.screenHint],
    ['login_hint', request.loginHint],
    ['organization_id', request.organizationId],
    ['max_age', request.maxAge?.toString()],
    ['domain_hint', request.domainHint],
  ]
  return html`<details>
    <summary>What the app asked for</summary>
    <dl>
      ${rows.map(
        ([name, value]) =>
          value !== undefined &&
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
  </details>`
}

/** How many avatar colours the style sheet has (`tone-0` and on). */
const AVATAR_TONES = 4

function initials(user: UserRecord): string {
  const words = user.name?.split(' ') ?? [user.email]
  return words
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('')
}
