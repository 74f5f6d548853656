import { createFileRoute, Link } from '@tanstack/react-router'
import { getAuth, useAuth } from '#auth'

export const Route = createFileRoute('/')({
  loader: async () => {
    const { user } = await getAuth()
    return { email: user?.email ?? null }
  },
  component: Home,
})

function Home() {
  const { email } = Route.useLoaderData()
  const { user } = useAuth()
  return (
    <main>
      <h1>Hello {user?.firstName ?? 'stranger'}</h1>
      <p>{email ?? 'Nobody is signed in.'}</p>
      <Link to="/">Home</Link>
    </main>
  )
}
