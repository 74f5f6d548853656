import { FORM_FIELDS, INTENTS, SEARCH_PARAMETER } from './form-fields.ts'
import { html, type Html } from './html.ts'
import { userButton, type UserChoice } from './user-button.ts'

/** From how many users on there is a search field. */
export const SEARCH_FROM = 8

/** Most users that are shown at once; a search finds the others. */
export const MAX_USERS_SHOWN = 50

/** The users to choose from. */
export interface UserListView {
  readonly users: readonly UserChoice[]
  /** The email address that the app expects, normalized. */
  readonly loginHint: string | undefined
  /** What the list is narrowed by. */
  readonly search: string | undefined
  /** The query of the page, which a search has to keep. */
  readonly query: URLSearchParams
}

/** The user that the app hints at, with a list to choose from, and a search where the list is long. */
export function userList(view: UserListView): Html {
  const { users, search, loginHint } = view
  if (users.length === 0) {
    return html`<p class="empty">No local user is a member of this organization.</p>`
  }
  const isHinted = ({ email }: UserChoice): boolean => email === loginHint
  const found = users.filter((user) => matches(user, search ?? ''))
  const ordered = [...found.filter(isHinted), ...found.filter((user) => !isHinted(user))]
  const shown = ordered.slice(0, MAX_USERS_SHOWN)
  return html`<section aria-labelledby="users">
    <h2 id="users">Choose a user</h2>
    ${(users.length >= SEARCH_FROM || search !== undefined) && searchForm(view)}
    ${
      shown.length > 0 &&
      html`<form method="post">
        <input type="hidden" name="${FORM_FIELDS.intent}" value="${INTENTS.choose}" />
        <ul class="users" aria-labelledby="users">
          ${shown.map(
            (user) =>
              html`<li>
                ${userButton({
                  user,
                  field: FORM_FIELDS.user,
                  value: user.id,
                  mark: isHinted(user) ? 'Suggested by the app' : undefined,
                  isFocused: isHinted(user),
                })}
              </li>`,
          )}
        </ul>
      </form>`
    }
    ${count(view, found.length, shown.length)}
  </section>`
}

/** A form of its own: its `GET` replaces the query, so it sends along what the app asked for. */
function searchForm({ query, search }: UserListView): Html {
  const kept = [...query].filter(([name]) => name !== SEARCH_PARAMETER)
  return html`<form method="get" role="search" class="row">
    ${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <label for="search" class="unseen">Find a user by name, email address or organization</label>
    <input
      id="search"
      name="${SEARCH_PARAMETER}"
      type="search"
      autocomplete="off"
      spellcheck="false"
      placeholder="Name, email or organization"
      value="${search ?? ''}"
      ${search !== undefined && html`autofocus`}
    />
    <button class="secondary">Find</button>
  </form>`
}

function count({ users, search }: UserListView, found: number, shown: number): Html | undefined {
  if (search !== undefined) {
    return html`<p class="help" role="status">${found} of ${users.length} users match “${search}”.</p>`
  }
  if (found === shown) return undefined
  return html`<p class="help">The first ${shown} of ${found} users. Find the others by name.</p>`
}

function matches({ name, email, organizations }: UserChoice, search: string): boolean {
  const sought = search.toLowerCase()
  return [name ?? '', email, ...organizations].some((text) => text.toLowerCase().includes(sought))
}
