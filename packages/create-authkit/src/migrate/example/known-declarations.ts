import type { KnownDeclarations } from './example-code.ts'

/**
 * Hashes (declaration-hash.ts) of what TanStack's example `start-workos` declared while it came with an `authkit` folder
 * to copy. What was changed since has another hash, and is not taken for what the example does.
 */
export const KNOWN_DECLARATIONS: KnownDeclarations = new Map([
  ['Configuration', ['a29347d7cdb5310b']],
  ['GET', ['07ca121ab83054d4']],
  ['GetAuthURLOptions', ['e44e0df81a24a1bc']],
  ['NoUserInfo', ['82c3625988dc26af']],
  ['Session', ['1c42c35238af2e19']],
  ['UserInfo', ['5e91219ac771d5be']],
  ['createWorkOSInstance', ['9e335cbe9eb7cb09']],
  ['decryptSession', ['e3831160c74859dc']],
  ['defaultSource', ['84a1c5f7ed336880']],
  ['encryptSession', ['2702e5bf43fafc59']],
  ['errorResponseWithFallback', ['92f96d9f9c072b5d']],
  ['getAuth', ['7004362acfa9a102']],
  ['getAuthorizationUrl', ['28e82ab65eaa841d']],
  ['getConfig', ['a9601c6f1259ab4e']],
  ['getConfigurationInstance', ['96c73d13760e0ab6']],
  ['getSessionFromCookie', ['ce5f16e2c5095e6d']],
  ['getSignInUrl', ['e260071a5737c464']],
  ['getSignUpUrl', ['2c113833cceffb42']],
  ['getWorkOS', ['67793e35e55e03b9']],
  ['lazy', ['0d85e047184635ad']],
  ['redirectWithFallback', ['f389fed6098460bd']],
  ['saveSession', ['f204c752a72fa3e8']],
  ['signOut', ['c7cb3dec00f4344c', '297da932c7827e2a']],
  ['terminateSession', ['303de73dbe49cfe2']],
  ['withAuth', ['63d537046ab0fbd6']],
])
