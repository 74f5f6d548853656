import { type Identifier, Node, type SourceFile, SyntaxKind } from 'ts-morph'

import { importsModule } from '../codemods/imports-module.ts'
import { AUTHKIT_MODULE } from '../codemods/own-modules.ts'
import { importOf, resolveName } from '../codemods/syntax/binding.ts'
import { parseSource } from '../codemods/syntax/source-file.ts'
import { propertyOf } from '../codemods/syntax/value.ts'
import type { Project } from '../project/project.ts'
import type { AuthPaths } from '../steps/auth-paths.ts'

/** The functions by which a server route shows what it is for, the surest sign first. */
const SIGNS: Readonly<Record<keyof AuthPaths, readonly string[]>> = {
  callback: ['handleCallbackRoute'],
  signIn: ['handleSignInRoute', 'getSignInUrl', 'getAuthorizationUrl'],
  signOut: ['handleSignOutRoute', 'signOut'],
}

/**
 * The server routes of the app that receive the user from AuthKit, send there, and end the session; one that is not
 * there is left out.
 *
 * @param callbackPath path of `WORKOS_REDIRECT_URI`, for an app with several callbacks
 */
export function findAuthRoutes(project: Project, callbackPath: string | null): Partial<AuthPaths> {
  const routes = project.routeFiles.flatMap(({ path, route }) => {
    const text = project.read(path) ?? ''
    if (!importsModule(text, AUTHKIT_MODULE)) return []
    return [{ route, names: namesInHandlers(parseSource(path, text)) }]
  })
  const find = (kind: keyof AuthPaths): Partial<AuthPaths> => {
    for (const sign of SIGNS[kind]) {
      const found = routes.filter(({ names }) => names.has(sign)).map(({ route }) => route)
      const [route] = found
      if (route === undefined) continue
      const isAsked = kind === 'callback' && callbackPath !== null && found.includes(callbackPath)
      return { [kind]: isAsked ? callbackPath : route }
    }
    return {}
  }
  return { ...find('callback'), ...find('signIn'), ...find('signOut') }
}

/** AuthKit's functions that the handlers of a server route use, also through functions of the file. */
function namesInHandlers(file: SourceFile): Set<string> {
  const names = new Set<string>()
  const seen = new Set<Node>()
  const visit = (node: Node): void => {
    if (seen.has(node)) return
    seen.add(node)
    const identifiers: Identifier[] = node.getDescendantsOfKind(SyntaxKind.Identifier)
    for (const identifier of Node.isIdentifier(node) ? [node, ...identifiers] : identifiers) {
      const imported = importOf(identifier)
      if (imported?.module === AUTHKIT_MODULE) names.add(imported.name)
      const binding = imported === null ? resolveName(identifier) : null
      if (binding?.kind === 'function' || binding?.kind === 'const') visit(binding.node)
    }
  }
  for (const call of file.getDescendantsOfKind(SyntaxKind.CallExpression)) {
    const creator = call.getExpression()
    if (!Node.isCallExpression(creator)) continue
    if (importOf(creator.getExpression())?.name !== 'createFileRoute') continue
    const handlers = valueOf(valueOf(call.getArguments()[0], 'server'), 'handlers')
    if (handlers !== undefined) visit(handlers)
  }
  return names
}

function valueOf(object: Node | undefined, name: string): Node | undefined {
  if (!Node.isObjectLiteralExpression(object)) return undefined
  const property = propertyOf(object, name)
  return Node.isPropertyAssignment(property) ? property.getInitializer() : undefined
}
