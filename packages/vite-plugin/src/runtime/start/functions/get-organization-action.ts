import { createServerFn } from '@tanstack/react-start'

import { getRequestStateOrNull } from '../context.ts'
import { reportEvent } from '../events/report-event.ts'
import { toReportedError } from '../events/reported-error.ts'
import { readAuth } from '../request-state.ts'
import { checkOrganizationId } from '../server-function-input.ts'
import type { ServerFunctionWithData } from '../server-function.ts'

/** The public face of an organization. */
export interface OrganizationInfo {
  id: string
  name: string
}

/** The organization the user is signed in to, by its id; `null` for any other, and when the lookup fails. */
export const getOrganizationAction: ServerFunctionWithData<string, OrganizationInfo | null> = createServerFn({
  method: 'GET',
})
  .validator(checkOrganizationId)
  .handler(async ({ data }) => {
    const state = getRequestStateOrNull()
    if (!state) return null
    const auth = readAuth(state)
    if (auth.user === null || auth.organizationId !== data) return null
    try {
      const { id, name } = await state.authkit.getWorkOS().organizations.getOrganization(data)
      return { id, name }
    } catch (error) {
      reportEvent({ type: 'failure', operation: 'look-up-organization', error: toReportedError(error) })
      return null
    }
  })
