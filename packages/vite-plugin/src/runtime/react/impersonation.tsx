import { useEffect, useState } from 'react'
import type { ComponentPropsWithoutRef, CSSProperties, ReactElement } from 'react'

import { getOrganizationAction } from '../start/functions/get-organization-action.ts'
import type { OrganizationInfo } from '../start/functions/get-organization-action.ts'
import { IMPERSONATION_STYLES } from './impersonation-styles.ts'
import { useAuth } from './use-auth.ts'

/** Props of {@link Impersonation}: those of a `div`, and its own. */
export interface ImpersonationProps extends ComponentPropsWithoutRef<'div'> {
  /**
   * The edge of the window where the bar is.
   *
   * @defaultValue `'bottom'`
   */
  side?: 'top' | 'bottom'
  /** Path of this app to go to when the impersonation is stopped. */
  returnTo?: string
}

/**
 * Shows, around the whole window, that somebody acts as the signed-in user, and lets them stop. Renders nothing
 * otherwise. Styled by `--workos-impersonation-size` (2px to 15px, default 4px), `-background-color`, `-color`,
 * `-border-color` and `-border-width`.
 *
 * @throws Error outside of `AuthKitProvider`
 */
export function Impersonation({
  side = 'bottom',
  returnTo,
  style,
  ...props
}: ImpersonationProps): ReactElement | null {
  const { user, impersonator, organizationId, signOut } = useAuth()
  const organization = useOrganization(user && impersonator ? organizationId : undefined)
  const [isMinimized, setMinimized] = useState(false)
  if (!user || !impersonator) return null

  const root: CSSProperties & Record<`--${string}`, string> = {
    ...IMPERSONATION_STYLES.root,
    '--wi-minimized': isMinimized ? '1' : '0',
    ...style,
  }
  return (
    <div {...props} data-workos-impersonation-root="" style={root}>
      <div style={IMPERSONATION_STYLES.frame} />
      <div
        style={{
          ...IMPERSONATION_STYLES.bar,
          ...(isMinimized && { display: 'none' }),
          [side]: 'var(--wi-s)',
        }}
      >
        <form
          style={IMPERSONATION_STYLES.form}
          onSubmit={(event) => {
            event.preventDefault()
            void signOut({ returnTo })
          }}
        >
          <span>
            You are impersonating <b>{user.email}</b>
            {organization && (
              <>
                {' '}
                within the <b>{organization.name}</b> organization
              </>
            )}
          </span>
          <button type="submit" style={IMPERSONATION_STYLES.button}>
            Stop
          </button>
          <button
            type="button"
            aria-label="Minimize"
            style={IMPERSONATION_STYLES.button}
            onClick={() => setMinimized(true)}
          >
            {side === 'top' ? '↑' : '↓'}
          </button>
        </form>
      </div>
      {isMinimized && (
        <div style={{ ...IMPERSONATION_STYLES.bar, [side]: 'var(--wi-s)' }}>
          <button
            type="button"
            aria-label="Show who is impersonated"
            style={{ ...IMPERSONATION_STYLES.form, ...IMPERSONATION_STYLES.button }}
            onClick={() => setMinimized(false)}
          >
            {side === 'top' ? '↓' : '↑'}
          </button>
        </div>
      )}
    </div>
  )
}

/** The organization with this id, once the server has answered. */
function useOrganization(id: string | undefined): OrganizationInfo | null {
  const [organization, setOrganization] = useState<OrganizationInfo | null>(null)
  useEffect(() => {
    if (id === undefined) return undefined
    let isCurrent = true
    getOrganizationAction({ data: id })
      .then((answer) => isCurrent && setOrganization(answer))
      // The sentence does without the name.
      .catch(() => {})
    return () => {
      isCurrent = false
    }
  }, [id])
  return organization?.id === id ? organization : null
}
