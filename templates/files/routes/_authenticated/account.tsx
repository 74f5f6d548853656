import { createFileRoute } from '@tanstack/react-router'

export const Route = createFileRoute('/_authenticated/account')({
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
