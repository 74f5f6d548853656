/** `@workos/authkit-tanstack-react-start` on the server of an app that has WorkOS' SDK. */
import { getAuthkit as getService } from '../start/server.ts'
import type { AuthService } from '../start/server.ts'

export * from '../start/server.ts'

/** As that of `virtual:authkit`, with the SDK's client; only who asks for it waits for the SDK to load. */
export async function getAuthkit(): Promise<AuthService> {
  const [service, { getSdkClient }] = await Promise.all([getService(), import('./sdk-client.ts')])
  // oxlint-disable-next-line typescript/no-misused-spread -- createAuthService makes a plain object
  return { ...service, getWorkOS: getSdkClient }
}
