import { createMiddleware, createServerFn } from '@tanstack/react-start'

/** What the app imports from `virtual:authkit`, for a build without the plugin. */
interface User {
  id: string
  email: string
  firstName: string | null
}

interface Auth {
  user: User | null
  role?: string
}

export const getAuth = createServerFn({ method: 'GET' }).handler((): Auth => ({ user: null }))

export const getSignInUrl = createServerFn({ method: 'GET' }).handler(() => '/')

export const authkitMiddleware = () => createMiddleware().server(({ next }) => next())

const nothing = () => () => new Response(null, { status: 404 })

export const handleCallbackRoute = nothing
export const handleSignInRoute = nothing
export const handleSignOutRoute = nothing
