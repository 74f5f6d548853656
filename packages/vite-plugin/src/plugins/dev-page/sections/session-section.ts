import { html, type Html, type HtmlValue } from '../../../emulator/html/html.ts'
import type { SessionReport } from '../app-session.ts'
import { facts, section } from './section.ts'
import { countdown } from './time.ts'

/** What the section shows. */
export interface SessionSection {
  readonly session: SessionReport
  /** When the session cookie ends, in milliseconds since the epoch, if the dev server saw it being set. */
  readonly cookieEnds: number | undefined
  /** Name of the organization of the session, where the local AuthKit knows it. */
  readonly organizationName: string | undefined
  /** Milliseconds since the epoch. */
  readonly now: number
  /** What can be done with it. */
  readonly actions: Html
}

/** Who is signed in in this browser, and for how long. */
export function sessionSection(model: SessionSection): Html {
  return section('session', 'Session of this browser', html`${report(model)} ${model.actions}`)
}

function report(model: SessionSection): Html {
  const { session } = model
  if (session.state === 'none') return html`<p class="none">Nobody is signed in.</p>`
  if (session.state === 'unreadable') {
    return html`<p>There is a session cookie, and it can’t be read.</p>
      <ul class="warnings">
        <li>${session.reason}</li>
      </ul>`
  }
  const { user, impersonator, claims } = session
  return html`${
      impersonator !== undefined &&
      html`<p class="note">
        Impersonated by
        <strong>${impersonator.email}</strong>${impersonator.reason ? html`: ${impersonator.reason}` : ''}
      </p>`
    }
    ${facts([
      ['User', html`<strong>${nameOf(user)}</strong> ${user.email} <code>${user.id}</code>`],
      ['Organization', organization(model, claims.org_id)],
      ['Role', list(claims.roles ?? (claims.role === undefined ? [] : [claims.role]))],
      ['Permissions', list(claims.permissions)],
      ['Entitlements', list(claims.entitlements)],
      ['Feature flags', list(claims.feature_flags)],
      ['Access token', accessToken(model, claims.exp)],
      [
        'Session cookie',
        model.cookieEnds !== undefined && html`ends ${countdown(model.cookieEnds, model.now)}`,
      ],
      ['Session id', html`<code>${claims.sid}</code>`],
    ])}
    <details id="claims">
      <summary>All claims of the access token</summary>
      <pre tabindex="0">${JSON.stringify(claims, undefined, 2)}</pre>
    </details>`
}

function nameOf({ firstName, lastName }: { firstName: string | null; lastName: string | null }): string {
  return [firstName, lastName].filter((part) => part !== null).join(' ')
}

function organization({ organizationName }: SessionSection, id: string | undefined): HtmlValue {
  if (id === undefined) return 'none'
  return html`${organizationName !== undefined && html`<strong>${organizationName}</strong>`}
    <code>${id}</code>`
}

function accessToken({ now }: SessionSection, exp: number | undefined): HtmlValue {
  if (exp === undefined) return 'never expires'
  return exp * 1000 > now
    ? html`expires ${countdown(exp * 1000, now)}`
    : html`<strong class="bad">expired</strong> ${countdown(exp * 1000, now)}; the next request refreshes it`
}

function list(items: readonly string[] | undefined): HtmlValue {
  return items !== undefined && items.length > 0 && html`${items.map((item) => html`<code>${item}</code> `)}`
}
