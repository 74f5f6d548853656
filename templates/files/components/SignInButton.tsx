import { useLocation } from '@tanstack/react-router'
import { useAuth } from 'virtual:authkit/client'

/** Signs in, and comes back to this page; or says who is signed in, and signs out. */
export function SignInButton() {
  const { user, loading } = useAuth()
  const { href } = useLocation()
  if (loading) return null
  if (!user) {
    return (
      <a href={`/api/auth/sign-in?returnPathname=${encodeURIComponent(href)}`}>
        Sign in
      </a>
    )
  }
  return (
    <form action="/api/auth/sign-out" method="post">
      {user.email} <button type="submit">Sign out</button>
    </form>
  )
}
