import { createFileRoute } from '@tanstack/react-router'
import { getAuthKitContext } from 'virtual:authkit'

export const Route = createFileRoute('/api/me')({
  server: {
    handlers: {
      GET: () => {
        const auth = getAuthKitContext().auth()
        if (auth.user === null) return new Response('Sign in first.', { status: 401 })
        return Response.json({ email: auth.user.email, role: auth.role, expires: auth.claims.exp })
      },
    },
  },
})
