import type { ReactNode } from 'react'

/** What the app imports from `virtual:authkit/client`, for a build without the plugin. */
export const AuthKitProvider = ({ children }: { children: ReactNode }) => children

export const useAuth = (): { user: { email: string } | null; loading: boolean } => ({
  user: null,
  loading: false,
})
