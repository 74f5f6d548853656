import { createFileRoute } from '@tanstack/react-router'
import { handleSignOutRoute } from 'virtual:authkit'

// A plain link or form, not a <Link>: signing out ends with a redirect to another site.
export const Route = createFileRoute('/api/auth/sign-out')({
  server: {
    handlers: {
      GET: handleSignOutRoute(),
      POST: handleSignOutRoute(),
    },
  },
})
