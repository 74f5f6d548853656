import { SecretValues } from '../../lint/secrets/secret-values.ts'
import { splitPasswords } from '../../runtime/session/config/split-passwords.ts'

const SEVERAL = 'WORKOS_PREVIOUS_COOKIE_PASSWORDS'

/** The values of an app's secrets, each of several passwords for itself. */
export function secretsOfApp(env: Readonly<Record<string, string>>): SecretValues {
  return new SecretValues({ ...env, [SEVERAL]: splitPasswords(env[SEVERAL] ?? '') })
}
