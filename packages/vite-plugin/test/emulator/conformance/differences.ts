/** One way in which the two emulators are unlike each other. */
export interface Difference {
  /** What it is about, and why this project does it so. */
  readonly what: string
  readonly because: string
  /** The texts of `compare` that it accounts for. */
  readonly texts: readonly string[]
}

const OAUTH_REASON =
  "The token endpoint is OAuth's, so its errors are too (RFC 6749, section 5.2): `error` and `error_description`, which is also what the SDKs of WorkOS read"

/** Every difference there is. What is not accounted for here is a mistake of one of the two. */
export const DIFFERENCES: readonly Difference[] = [
  {
    what: 'The sign-in page',
    because:
      "Somebody chooses who signs in. WorkOS' emulator signs in the user of `login_hint`, else its first",
    texts: ['200 HTML here, 302 to http://localhost:3000/cb?code=… there'],
  },
  {
    what: 'Mistakes that a person sees in a browser',
    because: 'A page says what is wrong, since a browser navigated there',
    texts: [
      '400 HTML here, 400 `invalid_request` there',
      '400 HTML here, 400 `invalid_redirect_uri` there',
      '400 HTML here, 422 `invalid_request` there',
    ],
  },
  {
    what: 'Errors of the token endpoint',
    because: OAUTH_REASON,
    texts: [
      'only here: `error`',
      'only here: `error_description`',
      'only there: `message`',
      'only there: `code`',
      '400 `invalid_grant` here, 400 `invalid_code` there',
      '400 `invalid_grant` here, 400 `invalid_code_verifier` there',
      '400 `invalid_grant` here, 400 `invalid_request` there',
      '400 `unsupported_grant_type` here, 400 `invalid_request` there',
      '400 `invalid_request` here, 400 `invalid_request_body` there',
    ],
  },
  {
    what: 'The API key at the token endpoint',
    because: 'It is checked, as WorkOS does; their emulator takes any',
    texts: ['401 `invalid_client` here, 200 there'],
  },
  {
    what: 'A refresh into an organization that the user is not in',
    because: 'It is refused, and the token stays good; their emulator issues a token for it',
    texts: ['400 `organization_membership_not_found` here, 200 there'],
  },
  {
    what: 'A wrong password',
    because: 'It is a mistake of the request, like every other one at the token endpoint but a wrong client',
    texts: ['400 `invalid_credentials` here, 401 `invalid_credentials` there'],
  },
  {
    what: 'A wrong or spent magic code',
    because: "The code of the error is that of WorkOS' API",
    texts: ['400 `invalid_one_time_code` here, 400 `invalid_code` there'],
  },
  {
    what: 'The answer to a sign-in',
    because:
      'Outside of an organization there is no `organization_id`, and `sealed_session` is made by the SDKs, never by the API',
    texts: ['only there: `organization_id`', 'only there: `sealed_session`'],
  },
  {
    what: 'Users',
    because: 'They have what the SDKs read: the whole `name` too',
    texts: ['only here: `user.name`', 'only here: `name`'],
  },
  {
    what: 'Organizations',
    because: 'The SDKs read `allow_profiles_outside_organization`; billing is not part of AuthKit',
    texts: ['only here: `allow_profiles_outside_organization`', 'only there: `stripe_customer_id`'],
  },
  {
    what: 'Memberships',
    because: 'They have what the SDKs read, several roles among it',
    texts: [
      'only here: `organization_name`',
      'only here: `directory_managed`',
      'only here: `custom_attributes`',
      'only here: `roles`',
      'only there: `external_id`',
      'only there: `metadata`',
    ],
  },
  {
    what: 'Sessions',
    because: 'They have what the SDKs read: how somebody signed in, and whether the session still lives',
    texts: [
      'only here: `auth_method`',
      'only here: `status`',
      'only here: `expires_at`',
      'only here: `ended_at`',
    ],
  },
  {
    what: 'A session that has ended',
    because: 'It is kept, and ending it again changes nothing; their emulator forgets it',
    texts: ['200 here, 404 `not_found` there'],
  },
  {
    what: 'What is not there',
    because: 'WorkOS says `entity_not_found` and which id it looked for',
    texts: ['404 `entity_not_found` here, 404 `not_found` there'],
  },
  {
    what: 'What is there already',
    because: "The code of the error is that of WorkOS' API",
    texts: ['409 `organization_membership_already_exists` here, 409 `conflict` there'],
  },
  {
    what: 'Requests without the API key, or to a path that is not there',
    because: 'WorkOS answers with a `message` alone',
    texts: ['401 here, 401 `unauthorized` there', '404 here, 404 `not_found` there'],
  },
  {
    what: 'Fields that are missing',
    because: 'Each error has a sentence besides the code',
    texts: ['only here: `errors[].message`'],
  },
]
