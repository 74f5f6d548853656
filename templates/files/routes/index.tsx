import { createFileRoute } from '@tanstack/react-router'
import { useAuth } from 'virtual:authkit/client'

export const Route = createFileRoute('/')({ component: Home })

function Home() {
  const { user } = useAuth()
  return user ? <p>{user.email}</p> : <a href="/api/auth/sign-in">Sign in</a>
}
