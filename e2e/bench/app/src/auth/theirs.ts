import { authkitMiddleware } from '@workos/authkit-tanstack-react-start'

export { getAuth, getAuthkit } from '@workos/authkit-tanstack-react-start'
export { AuthKitProvider, useAuth } from '@workos/authkit-tanstack-react-start/client'

export const authMiddleware = () => [authkitMiddleware()]
