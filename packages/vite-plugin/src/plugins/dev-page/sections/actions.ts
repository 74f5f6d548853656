import { html, type Html, type HtmlValue } from '../../../emulator/html/html.ts'
import { actionToken, TOKEN_FIELD } from '../action-token.ts'
import type { ActionName } from '../run-action.ts'

/** A user or an organization to choose. */
export interface Choice {
  readonly id: string
  readonly label: string
}

/** What can be done from the page. */
export interface Actions {
  /** Where the forms go, without the name of the action. */
  readonly path: string
  readonly isSignedIn: boolean
  /** Address of the app's sign-in route, with the way back. */
  readonly signInUrl: string
  readonly signOutPath: string
  /** Path to come back to after a sign-in. */
  readonly returnTo: string
  /** Whether the page is a panel in the app. */
  readonly isPanel: boolean
  /** Of the local AuthKit; `undefined` with real credentials. */
  readonly local: LocalChoices | undefined
}

/** What the local AuthKit can do besides. */
export interface LocalChoices {
  readonly users: readonly Choice[]
  /** Organizations of the signed-in user, but for the one of the session. */
  readonly organizations: readonly Choice[]
}

/** The buttons below the session. Each is a form, or a link to a route of the app: no script is needed. */
export function actionList(actions: Actions): Html {
  const { isSignedIn, local, signInUrl, signOutPath, isPanel } = actions
  const target = isPanel && html`target="_top"`
  return html`<div class="actions">
      ${
        isSignedIn
          ? html`${form(actions, 'refresh', button('Refresh'))}
              ${local && form(actions, 'expire', button('Expire the access token'))}
              <a class="button" href="${signOutPath}" ${target}>Sign out</a>`
          : html`<a class="button" href="${signInUrl}" ${target}>Sign in</a>`
      }
    </div>
    ${isSignedIn && switchForm(actions)}
    ${local !== undefined && local.users.length > 0 && signInAsForm(actions, local.users)}`
}

function switchForm(actions: Actions): Html | false {
  const { local } = actions
  if (local === undefined) {
    return form(
      actions,
      'switch',
      html`<label for="organization">Organization id</label>
        <input
          id="organization"
          name="organization"
          placeholder="org_…"
          required
          autocomplete="off"
          spellcheck="false"
        />
        ${button('Switch')}`,
    )
  }
  const { organizations } = local
  return (
    organizations.length > 0 &&
    form(
      actions,
      'switch',
      html`${choose('organization', 'Organization', organizations)} ${button('Switch')}`,
    )
  )
}

function signInAsForm(actions: Actions, users: readonly Choice[]): Html {
  return form(
    actions,
    'sign-in-as',
    html`${choose('user', 'User', users)} ${button('Sign in as')}
      <button class="button" name="impersonate" value="yes">Impersonate</button>`,
    // It goes through the sign-in route of the app, and so leaves a panel.
    actions.isPanel && html`target="_top"`,
  )
}

function choose(name: string, label: string, choices: readonly Choice[]): Html {
  return html`<label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      ${choices.map(({ id, label }) => html`<option value="${id}">${label}</option>`)}
    </select>`
}

function button(label: string): Html {
  return html`<button class="button">${label}</button>`
}

function form(
  { path, returnTo, isPanel }: Actions,
  name: ActionName,
  body: Html,
  attributes?: HtmlValue,
): Html {
  return html`<form class="action" method="post" action="${path}/${name}" ${attributes}>
    <input type="hidden" name="${TOKEN_FIELD}" value="${actionToken()}" />
    <input type="hidden" name="return" value="${returnTo}" />
    ${isPanel && html`<input type="hidden" name="panel" value="yes" />`} ${body}
  </form>`
}
