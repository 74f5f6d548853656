import { createFileRoute, redirect } from '@tanstack/react-router'
import { getAuth } from 'virtual:authkit'

export const Route = createFileRoute('/profile')({
  beforeLoad: async ({ location }) => {
    const { user } = await getAuth()
    if (!user) {
      throw redirect({
        href: `/api/auth/sign-in?returnPathname=${encodeURIComponent(location.href)}`,
        reloadDocument: true,
      })
    }
    return { user }
  },
  component: Account,
})

function Account() {
  const { user } = Route.useRouteContext()
  return (
    <main>
      <h1>Hello {user.firstName ?? user.email}</h1>
      <p>You are signed in as {user.email}.</p>
      <form action="/api/auth/sign-out" method="post">
        <button type="submit">Sign out</button>
      </form>
    </main>
  )
}
