import { get, post, put, remove, type Step } from './step.ts'

const USERS = '/user_management/users'
const MEMBERSHIPS = '/user_management/organization_memberships'

/** Organizations, users and memberships. Leaves Ada in Acme and in Globex. */
export const RESOURCE_STEPS: readonly Step[] = [
  get('Read an organization that is not there', '/organizations/org_none'),
  post('Create an organization', '/organizations', { name: 'Acme' }, { keep: { acme: 'id' } }),
  post('Create another organization', '/organizations', { name: 'Globex' }, { keep: { globex: 'id' } }),
  post('Create an organization without a name', '/organizations'),
  get('Read an organization', '/organizations/{acme}'),
  get('Read an organization without an API key', '/organizations/{acme}', { key: 'none' }),
  get('Read an organization with a wrong API key', '/organizations/{acme}', { key: 'wrong' }),
  get('List organizations', '/organizations'),
  put('Rename an organization', '/organizations/{acme}', { name: 'Acme Inc.' }),

  get('List users by email address', `${USERS}?email=ada@example.com`, { keep: { ada: 'data.0.id' } }),
  get('List the first user of several', `${USERS}?limit=1`),
  get('Read a user', `${USERS}/{ada}`),
  get('Read a user that is not there', `${USERS}/user_none`),
  post('Create a user', USERS, { email: 'cy@example.com', first_name: 'Cy' }, { keep: { cy: 'id' } }),
  post('Create a user whose address is taken', USERS, { email: 'ada@example.com' }),
  post('Create a user without an address', USERS),
  put('Rename a user', `${USERS}/{cy}`, { last_name: 'Chen' }),
  put('Rename a user that is not there', `${USERS}/user_none`, { last_name: 'Chen' }),

  post(
    'Create a membership',
    MEMBERSHIPS,
    { user_id: '{ada}', organization_id: '{acme}', role_slug: 'member' },
    { keep: { membership: 'id' } },
  ),
  post('Create a second membership', MEMBERSHIPS, { user_id: '{ada}', organization_id: '{globex}' }),
  post('Create a membership that is there', MEMBERSHIPS, { user_id: '{ada}', organization_id: '{acme}' }),
  post('Create a membership in no organization', MEMBERSHIPS, {
    user_id: '{ada}',
    organization_id: 'org_none',
  }),
  post('Create a membership of nobody', MEMBERSHIPS, { organization_id: '{acme}' }),
  get('Read a membership', `${MEMBERSHIPS}/{membership}`),
  get('Read a membership that is not there', `${MEMBERSHIPS}/om_none`),
  get('List the memberships of a user', `${MEMBERSHIPS}?user_id={ada}`),
  put('Deactivate a membership', `${MEMBERSHIPS}/{membership}/deactivate`),
  put('Reactivate a membership', `${MEMBERSHIPS}/{membership}/reactivate`),

  remove('Delete a user', `${USERS}/{cy}`),
  remove('Delete a user that is not there', `${USERS}/user_none`),
  get('Ask for a path that is not there', '/user_management/nothing'),
]
