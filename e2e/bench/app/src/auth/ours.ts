/// <reference types="vite-plugin-authkit-start/virtual" />
import { authkitMiddleware } from 'virtual:authkit'

export { getAuth, getAuthkit } from 'virtual:authkit'
export { AuthKitProvider, useAuth } from 'virtual:authkit/client'

export const authMiddleware = () => [authkitMiddleware()]
