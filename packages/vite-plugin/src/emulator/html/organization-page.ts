import type { AuthorizeRequest } from '../authorize-request.ts'
import { FORM_FIELDS, NO_ORGANIZATION } from './form-fields.ts'
import { html } from './html.ts'
import { cspSource, pageResponse } from './page.ts'
import { SIGN_IN_STYLES } from './sign-in-styles.ts'
import { signInFooter } from './sign-in-page.ts'

/** The second step of a sign-in: a user who is in several organizations, and the app did not say in which to start. */
export interface OrganizationPage {
  readonly request: AuthorizeRequest
  readonly user: { readonly id: string; readonly email: string; readonly name: string | null }
  readonly organizations: readonly { readonly id: string; readonly name: string; readonly role: string }[]
  /** The query of the page. */
  readonly query: URLSearchParams
}

/** Asks in which organization the session starts, as AuthKit does. */
export function organizationPage({ request, user, organizations, query }: OrganizationPage): Response {
  return pageResponse({
    title: 'Choose an organization',
    styles: SIGN_IN_STYLES,
    formTargets: [cspSource(request.redirectUri)],
    body: html`<main class="card">
        <p class="badge">Local AuthKit, no account needed</p>
        <h1>Choose an organization</h1>
        <p class="lead">
          <strong>${user.name ?? user.email}</strong> continues to
          <strong>${request.redirectUri.host}</strong> in
        </p>
        <form method="post">
          <input type="hidden" name="${FORM_FIELDS.user}" value="${user.id}" />
          <ul class="users" aria-label="Organizations">
            ${organizations.map(
              ({ id, name, role }, index) =>
                html`<li>
                  <button
                    class="user"
                    name="${FORM_FIELDS.organization}"
                    value="${id}"
                    ${index === 0 && html`autofocus`}
                  >
                    <span class="who"><span class="name">${name}</span></span>
                    <span class="role">${role}</span>
                  </button>
                </li>`,
            )}
            <li>
              <button class="user" name="${FORM_FIELDS.organization}" value="${NO_ORGANIZATION}">
                <span class="who"><span class="name">No organization</span></span>
              </button>
            </li>
          </ul>
        </form>
        <p class="other"><a href="?${query.toString()}">Choose another user</a></p>
      </main>
      ${signInFooter(request)}`,
  })
}
