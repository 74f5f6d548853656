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
  /** Where the app runs, such as `http://localhost:3000`. */
  readonly baseURL: string | URL
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
