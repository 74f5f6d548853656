import { createFileRoute } from '@tanstack/react-router'
import { handleCallbackRoute } from 'virtual:authkit'

export const Route = createFileRoute('/api/auth/callback')({
  server: {
    handlers: {
      GET: handleCallbackRoute(),
    },
  },
})
