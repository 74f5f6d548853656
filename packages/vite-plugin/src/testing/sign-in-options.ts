/** Path of the route that sends to AuthKit, as the command line writes it. */
export const DEFAULT_SIGN_IN_PATH = '/api/auth/sign-in'

/** Whom a test signs in. */
export interface TestUser {
  /** Of a user of the local AuthKit; an address that is new there becomes a new user. */
  readonly email: string
  /** For a new user. */
  readonly firstName?: string
  /** For a new user. */
  readonly lastName?: string
}

/** How a test signs in. */
export interface SignInOptions {
  /** Where the app runs, such as `http://localhost:3000`; the fixture of that name in Playwright will do. */
  readonly baseURL: string | URL | undefined
  /** An email address, or more about who it is. */
  readonly user: string | TestUser
  /**
   * Id or name of the organization to start in; a new name makes a new organization.
   *
   * @defaultValue the user's first
   */
  readonly organization?: string
  /**
   * Slug of the role in `organization`. Who is not in it becomes a member; members of the seed keep their role, so a
   * test that needs another one takes a user of its own.
   *
   * @defaultValue the role that the user has, `member` for a new one
   */
  readonly role?: string
  /** Slugs of the permissions, besides those of the role; as for `role`. */
  readonly permissions?: readonly string[]
  /**
   * Lifetime of the session's access tokens in seconds, at least 1: how a test sees a token expire.
   *
   * @defaultValue that of the local AuthKit, 300
   */
  readonly accessTokenLifetime?: number
  /** Who looks at the app as this user, as WorkOS' dashboard lets one do. */
  readonly impersonator?: { readonly email: string; readonly reason?: string }
  /**
   * Path of the app's route that sends to AuthKit.
   *
   * @defaultValue {@link DEFAULT_SIGN_IN_PATH}
   */
  readonly signInPath?: string
}

/** @throws TypeError when it is no address: the option is required, and Playwright's fixture may be `undefined` */
export function parseBaseURL(baseURL: SignInOptions['baseURL']): URL {
  const text = String(baseURL ?? '')
  if (URL.canParse(text)) return new URL(text)
  throw new TypeError(
    `"baseURL" is ${baseURL === undefined ? 'not set' : `"${text}"`}; it must be where the app runs, such as http://localhost:3000. The fixture \`baseURL\` of Playwright is \`use.baseURL\` of its configuration.`,
  )
}
