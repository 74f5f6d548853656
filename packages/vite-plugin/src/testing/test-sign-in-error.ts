/** Why a test could not sign in, for code that tells the cases apart. */
export type TestSignInErrorCode =
  /** The app sends to something that is not the local AuthKit: WorkOS itself, or another program. */
  | 'ERR_NOT_LOCAL_AUTHKIT'
  /** The app is not there, or does not send to AuthKit. */
  | 'ERR_APP_NOT_READY'
  /** The local AuthKit can't sign this user in, for example into an organization that does not exist. */
  | 'ERR_USER_REFUSED'
  /** The app's callback took the code and began no session. */
  | 'ERR_CALLBACK_FAILED'

/** A sign-in that a test asked for did not happen; the message says where it ended and what to do. */
export class TestSignInError extends Error {
  readonly code: TestSignInErrorCode

  constructor(code: TestSignInErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'TestSignInError'
    this.code = code
  }
}
