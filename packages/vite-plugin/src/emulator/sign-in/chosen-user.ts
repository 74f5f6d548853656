import { isEmail } from '../email-address.ts'
import { FORM_FIELDS } from '../html/form-fields.ts'
import type { Realm } from '../realm.ts'
import { createUser } from '../seed/create-user.ts'
import type { SingleParameters } from '../single-parameters.ts'
import type { UserRecord } from '../store/records.ts'

/** Longest first or last name, in UTF-16 code units. */
const MAX_NAME_LENGTH = 100

/**
 * The user that the form names, by id or by email address; a new address becomes a new user. When it names none, what
 * to say about it.
 */
export function chosenUser(form: SingleParameters, { store, clock }: Realm): UserRecord | string {
  const userId = form.get(FORM_FIELDS.user)
  if (userId !== undefined) return store.user(userId) ?? 'That user does not exist any more.'
  const email = form.get(FORM_FIELDS.email)?.trim()
  if (email === undefined) return 'Choose a user or type an email address.'
  if (!isEmail(email)) return 'That is not an email address. One looks like carol@example.com.'
  const known = store.userByEmail(email)
  if (known !== undefined) return known
  const firstName = form.get(FORM_FIELDS.firstName)?.trim() ?? ''
  const lastName = form.get(FORM_FIELDS.lastName)?.trim() ?? ''
  if (Math.max(firstName.length, lastName.length) > MAX_NAME_LENGTH) {
    return `A first or last name has ${MAX_NAME_LENGTH} characters at most.`
  }
  const user = createUser({
    email,
    createdAt: clock.timestamp(),
    ...(firstName !== '' && { firstName }),
    ...(lastName !== '' && { lastName }),
  })
  store.users.add(user)
  return user
}
