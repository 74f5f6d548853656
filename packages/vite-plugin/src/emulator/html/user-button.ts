import { html, type Html } from './html.ts'

/** A user as the page offers it. */
export interface UserChoice {
  readonly id: string
  readonly email: string
  readonly name: string | null
  /** In the one organization that the session would start in. */
  readonly role: string | undefined
  /** Names of the organizations to start in: the user chooses when there are several. */
  readonly organizations: readonly string[]
}

interface UserButton {
  readonly user: UserChoice
  /** Name and value that the form is sent with. */
  readonly field: string
  readonly value: string
  /** Said before the name, for a button that does more than choose. */
  readonly verb?: string
  /** Why it stands out. */
  readonly mark?: string | undefined
  readonly isFocused?: boolean
}

/** A button that signs a user in: who it is, and what in which organization. */
export function userButton({ user, field, value, verb, mark, isFocused = false }: UserButton): Html {
  return html`<button
    class="user${mark !== undefined && ' hinted'}"
    name="${field}"
    value="${value}"
    ${isFocused && html`autofocus`}
  >
    <span class="avatar tone-${toneOf(user.id)}" aria-hidden="true">${initials(user)}</span>
    <span class="who">
      <span class="name">${verb !== undefined && `${verb} `}${user.name ?? user.email}</span>
      ${user.name !== null && html`<span class="email">${user.email}</span>`}
    </span>
    ${place(user)} ${mark !== undefined && html`<span class="mark">${mark}</span>`}
  </button>`
}

function place({ role, organizations }: UserChoice): Html | undefined {
  const [first, ...others] = organizations
  if (first === undefined) return undefined
  if (others.length > 0) return html`<span class="role">${organizations.length} organizations</span>`
  return html`<span class="role">${role} <span class="organization">${first}</span></span>`
}

/** How many avatar colours the style sheet has (`tone-0` and on). */
const AVATAR_TONES = 4

/** By the user, so that a search does not repaint them. */
function toneOf(id: string): number {
  let sum = 0
  for (const character of id) sum += character.codePointAt(0) ?? 0
  return sum % AVATAR_TONES
}

function initials({ name, email }: UserChoice): string {
  return (name?.split(' ') ?? [email])
    .slice(0, 2)
    .map((word) => (Array.from(word)[0] ?? '').toUpperCase())
    .join('')
}
