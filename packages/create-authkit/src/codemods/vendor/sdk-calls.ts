import { type Identifier, Node, type SourceFile, SyntaxKind } from 'ts-morph'

/** What gives out a client of WorkOS, itself or through what it answers. */
const GIVES_CLIENT = new Set(['getWorkOS', 'getAuthkit', 'createAuthService', 'AuthService'])

/** The calls of the client that `getWorkOS()` gives in an app without WorkOS' own SDK. */
const OWN_CALLS: Readonly<Record<string, readonly string[]>> = {
  organizations: ['getOrganization'],
  userManagement: [
    'authenticateWithCode',
    'authenticateWithRefreshToken',
    'getAuthorizationUrl',
    'getJwksUrl',
    'getLogoutUrl',
  ],
}

const OWN_CLIENT = `import { WorkOS } from '@workos-inc/node'

const workos = new WorkOS(process.env.WORKOS_API_KEY)
`

/**
 * The first use of `getWorkOS()` that asks for more than our client can do: WorkOS' package gives its whole SDK.
 *
 * @param names what the file takes from WorkOS' module
 */
export function foreignSdkCall(
  file: SourceFile,
  names: readonly string[],
): { at: number; reason: string; instead: string } | null {
  if (!names.some((name) => GIVES_CLIENT.has(name))) return null
  const foreign = file
    .getDescendantsOfKind(SyntaxKind.Identifier)
    .find((identifier) => identifier.getText() === 'getWorkOS' && !isOwnCall(identifier))
  if (foreign === undefined) return null
  return {
    at: foreign.getStart(),
    reason:
      'the client of getWorkOS() is used, and ours makes the calls of AuthKit alone: make one of your own, `new WorkOS(process.env.WORKOS_API_KEY)` of @workos-inc/node',
    instead: OWN_CLIENT,
  }
}

/** `….getWorkOS().userManagement.getLogoutUrl(`, or the import of the name. */
function isOwnCall(identifier: Identifier): boolean {
  const parent = identifier.getParent()
  if (Node.isImportSpecifier(parent)) return true
  const callee = Node.isPropertyAccessExpression(parent) ? parent : identifier
  const call = callee.getParent()
  if (!Node.isCallExpression(call) || call.getExpression() !== callee) return false
  const group = call.getParent()
  if (!Node.isPropertyAccessExpression(group)) return false
  const method = group.getParent()
  if (!Node.isPropertyAccessExpression(method)) return false
  return OWN_CALLS[group.getName()]?.includes(method.getName()) === true
}
