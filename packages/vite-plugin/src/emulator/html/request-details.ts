import type { AuthorizeRequest } from '../authorize-request.ts'
import { html, type Html } from './html.ts'

/** What the app asked for: the first thing to look at when a sign-in does not do what it should. */
export function requestDetails(request: AuthorizeRequest): Html {
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
