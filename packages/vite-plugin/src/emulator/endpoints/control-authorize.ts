import type { BodyFields } from '../body-fields.ts'
import type { Call } from '../endpoint.ts'
import type { Impersonator } from '../store/records.ts'

/**
 * `POST /control/authorize?…`: answers an authorize request, whose query it has, with a code for whom the body says, in
 * place of the page. The answer's `location` is where a browser would go on.
 */
export function authorizeAs(
  { control, url }: Call,
  body: BodyFields,
  impersonator: Impersonator | undefined,
): { location: string } {
  const names = ['user', 'organization', 'role', 'permissions', 'accessTokenLifetime', 'impersonator']
  body.only(...names)
  const user = body.fields('user')
  if (user === undefined) body.refuse('user', 'is required: an object with an `email`.')
  user?.only('email', 'firstName', 'lastName')
  const signIn = {
    email: user?.requiredText('email') ?? '',
    firstName: user?.text('firstName'),
    lastName: user?.text('lastName'),
    organization: body.text('organization'),
    role: body.text('role'),
    permissions: body.texts('permissions'),
    accessTokenLifetime: body.number('accessTokenLifetime'),
    impersonator,
  }
  user?.check()
  body.check()
  return { location: control.authorizeAs(url.searchParams, signIn) }
}
