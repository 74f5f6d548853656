import { createFileRoute } from '@tanstack/react-router'
import { createServerFn } from '@tanstack/react-start'
import { requireAuth } from 'virtual:authkit'
import { useAuth } from 'virtual:authkit/client'

const loadTeam = createServerFn()
  .middleware([requireAuth({ signedOut: 'sign-in' })])
  .handler(({ context }) => {
    const { email } = context.user
    const { role = 'guest', permissions = [], impersonator } = context.auth()
    return {
      email,
      role,
      mayInvite: permissions.includes('members:invite'),
      seenBy: impersonator?.email ?? null,
    }
  })

export const Route = createFileRoute('/team')({
  loader: () => loadTeam(),
  component: Team,
})

function Team() {
  const { email, role, mayInvite, seenBy } = Route.useLoaderData()
  const { signOut } = useAuth()
  return (
    <main className="mx-auto max-w-xl p-8">
      <h1>Team</h1>
      <p>
        {email}, {role}
      </p>
      {seenBy !== null && <output>{seenBy} sees what you see</output>}
      {mayInvite && <button>Invite someone</button>}
      <button onClick={() => void signOut()}>Sign out</button>
    </main>
  )
}
