/** Attributes of a cookie. */
export interface CookieOptions {
  path?: string | undefined
  domain?: string | undefined
  /** Seconds. */
  maxAge?: number | undefined
  /** Accepted for compatibility, never serialised: `maxAge` says it. */
  expires?: Date | undefined
  httpOnly?: boolean | undefined
  secure?: boolean | undefined
  sameSite?: 'lax' | 'strict' | 'none' | undefined
  priority?: 'low' | 'medium' | 'high' | undefined
  partitioned?: boolean | undefined
}
