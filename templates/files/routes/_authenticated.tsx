import { createFileRoute, redirect } from '@tanstack/react-router'
import { getAuth } from 'virtual:authkit'

// Routes in the folder of this name are for the signed-in, who are in their
// context. It guards pages alone: server functions can be called without one,
// so each has to check for itself who calls it.
export const Route = createFileRoute('/_authenticated')({
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
})
