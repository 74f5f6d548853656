import { FORM_FIELDS, INTENTS } from './form-fields.ts'
import { html, type Html } from './html.ts'

/** Signing in or up with an email address. */
export interface EmailFormView {
  readonly isSignUp: boolean
  /** What the fields are filled in with. */
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  /** What was wrong with the address that was sent. */
  readonly problem: string | undefined
}

/** For whom the list does not have: an address that is new here becomes a new user, in a sign-up with a name. */
export function emailForm(view: EmailFormView): Html {
  const { isSignUp, email, problem } = view
  return html`<form method="post">
    <input type="hidden" name="${FORM_FIELDS.intent}" value="${INTENTS.choose}" />
    ${isSignUp && nameFields(view)}
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
        value="${email}"
        required
        aria-describedby="email-${problem === undefined ? 'help' : 'problem'}"
        ${problem !== undefined && html`aria-invalid="true"`}
        ${problem !== undefined && html`autofocus`}
      />
      <button class="primary">${isSignUp ? 'Sign up' : 'Continue'}</button>
    </div>
    ${
      problem === undefined
        ? html`<p class="help" id="email-help">An address that is new here becomes a new local user.</p>`
        : html`<p class="problem" id="email-problem" role="alert">${problem}</p>`
    }
    <p class="skipped"><span>Password or magic code</span> WorkOS asks for it here. Locally, nobody does.</p>
  </form>`
}

function nameFields({ firstName, lastName }: EmailFormView): Html {
  return html`<div class="row names">
    <div>
      <label for="first-name">First name</label>
      <input
        id="first-name"
        name="${FORM_FIELDS.firstName}"
        autocomplete="off"
        placeholder="Carol"
        value="${firstName}"
        autofocus
      />
    </div>
    <div>
      <label for="last-name">Last name</label>
      <input
        id="last-name"
        name="${FORM_FIELDS.lastName}"
        autocomplete="off"
        placeholder="Chen"
        value="${lastName}"
      />
    </div>
  </div>`
}
