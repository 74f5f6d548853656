import { createServerFn } from '@tanstack/react-start'
import type { ReactNode } from 'react'

/** The same app with one server function of its own, and no auth. */
export const getAuth = createServerFn({ method: 'GET' }).handler(() => ({ user: null }))

export const AuthKitProvider = ({ children }: { children: ReactNode }) => children

export const useAuth = () => ({ user: null })

export const authMiddleware = () => []

export const getAuthkit = () => {
  throw new Error('This app has no auth.')
}
