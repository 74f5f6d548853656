/** Names of the fields of the sign-in page's forms. The authorize parameters stay in the query, where they are checked again. */
export const FORM_FIELDS = {
  user: 'user_id',
  email: 'email',
  /** Of a new user; ignored for one who is known. */
  firstName: 'first_name',
  lastName: 'last_name',
  /** Where the session starts; {@link NO_ORGANIZATION} for outside of every organization. */
  organization: 'organization_id',
  intent: 'intent',
  /** With {@link INTENTS}`.error`: what goes back to the app. */
  error: 'error',
  errorDescription: 'error_description',
} as const

/** Value of {@link FORM_FIELDS}`.organization` for none. */
export const NO_ORGANIZATION = 'none'

/** What a form wants. One without an intent signs its user in, where nothing else is said in the first organization. */
export const INTENTS = {
  /** Sign the user in; who is in several organizations is asked in which. */
  choose: 'choose',
  /** Go on as the user who signed in here before. */
  continue: 'continue',
  /** Call the app back with `error=access_denied`. */
  deny: 'deny',
  /** Call the app back with the error of {@link FORM_FIELDS}`.error`. */
  error: 'error',
} as const

/** Query parameter by which the page, not the app, narrows the list of users. */
export const SEARCH_PARAMETER = 'local_search'
