import { createFileRoute } from '@tanstack/react-router'
import { handleSignInRoute } from 'virtual:authkit'

// A link with ?returnPathname=/account comes back to that page.
export const Route = createFileRoute('/api/auth/sign-in')({
  server: {
    handlers: {
      GET: handleSignInRoute(),
    },
  },
})
