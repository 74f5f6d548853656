/**
 * `@workos/authkit-session` in the browser, for apps with `compat: true` that configure it in a file which the browser
 * loads too, such as src/start.ts: the same names, with nothing of the server behind them.
 */
import type * as session from '../session/index.ts'

export {
  AuthKitError,
  OAuthStateMismatchError,
  PKCECookieMissingError,
  PKCEPayloadTooLargeError,
  SessionEncryptionError,
  TokenRefreshError,
  TokenValidationError,
} from '../session/errors.ts'

/** Does nothing in the browser: the server is configured on the server. */
export const configure: typeof session.configure = () => {}

/** Does nothing in the browser. */
export const validateConfig: typeof session.validateConfig = () => {}

export const PKCE_COOKIE_PREFIX: typeof session.PKCE_COOKIE_PREFIX = 'wos-auth-verifier'
export const DEFAULT_MAX_PENDING_PKCE_COOKIES: typeof session.DEFAULT_MAX_PENDING_PKCE_COOKIES = 5

/** A class that can be extended, and not be made. */
function serverOnlyClass(name: string): new () => never {
  // oxlint-disable-next-line typescript/no-extraneous-class -- an app's own class extends it at the top of a module
  return class {
    constructor() {
      fail(name)
    }
  } as new () => never
}

function serverOnly(name: string): () => never {
  return () => fail(name)
}

function fail(name: string): never {
  throw new Error(`${name} of @workos/authkit-session works on the server only.`)
}

export const AuthKitCore: new () => never = /* @__PURE__ */ serverOnlyClass('AuthKitCore')
export const AuthOperations: new () => never = /* @__PURE__ */ serverOnlyClass('AuthOperations')
export const AuthService: new () => never = /* @__PURE__ */ serverOnlyClass('AuthService')
export const ConfigurationProvider: new () => never = /* @__PURE__ */ serverOnlyClass('ConfigurationProvider')
export const CookieSessionStorage: new () => never = /* @__PURE__ */ serverOnlyClass('CookieSessionStorage')

export const createAuthService: typeof session.createAuthService =
  /* @__PURE__ */ serverOnly('createAuthService')
export const getConfig: typeof session.getConfig = /* @__PURE__ */ serverOnly('getConfig')
export const getConfigurationProvider: typeof session.getConfigurationProvider =
  /* @__PURE__ */ serverOnly('getConfigurationProvider')
export const getPKCECookieNameForState: typeof session.getPKCECookieNameForState =
  /* @__PURE__ */ serverOnly('getPKCECookieNameForState')
export const getWorkOS: typeof session.getWorkOS = /* @__PURE__ */ serverOnly('getWorkOS')
export const isPKCEVerifierCookieName: typeof session.isPKCEVerifierCookieName =
  /* @__PURE__ */ serverOnly('isPKCEVerifierCookieName')
export const selectStalePKCEVerifierCookieNames: typeof session.selectStalePKCEVerifierCookieNames =
  /* @__PURE__ */ serverOnly('selectStalePKCEVerifierCookieNames')
export const sessionEncryption: Pick<typeof session.sessionEncryption, 'sealData' | 'unsealData'> = {
  sealData: /* @__PURE__ */ serverOnly('sessionEncryption'),
  unsealData: /* @__PURE__ */ serverOnly('sessionEncryption'),
}
