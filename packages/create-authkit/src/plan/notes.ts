import { findEnvModule } from '../project/env-module.ts'
import type { Project } from '../project/project.ts'
import { pathAbove } from '../project/server-entry.ts'
import { type AuthPaths, DEFAULT_PATHS, findAuthPaths } from '../steps/auth-paths.ts'
import type { Choices } from '../steps/step.ts'

/** Other libraries that sign people in: by the package an app depends on. */
const OTHER_AUTH = [
  'better-auth',
  '@clerk/tanstack-react-start',
  '@clerk/clerk-react',
  '@auth/core',
  '@convex-dev/auth',
  '@kinde-oss/kinde-tanstack-react-start',
  '@logto/react',
  '@stackframe/react',
  '@supabase/ssr',
  '@workos-inc/authkit-react',
  'start-authjs',
]

/** What was assumed about the app, for the user to correct, and what to watch. */
export function planNotes(project: Project, { paths }: Pick<Choices, 'paths'>): string[] {
  return [
    ...project.assumptions,
    ...portNote(project),
    ...otherAuthNote(project),
    ...serverEntryNote(project, findAuthPaths(project, paths) ?? DEFAULT_PATHS),
    ...envModuleNote(project),
    ...spaNote(project),
  ]
}

function portNote({ port }: Project): string[] {
  if (!port.assumed) return []
  return [
    `Nothing says which port the dev server uses, so ${port.value} is assumed (${port.source}): if it is another one, put it into the addresses.`,
  ]
}

function otherAuthNote({ declared }: Project): string[] {
  const found = OTHER_AUTH.filter((name) => declared(name) !== null)
  if (found.length === 0) return []
  return [
    `The app depends on ${found.join(' and ')} as well: it stays as it is, with sessions of its own beside AuthKit's.`,
  ]
}

/** The server entry sees a request first, and may answer it. */
function serverEntryNote({ serverEntry, read }: Project, { callback }: AuthPaths): string[] {
  if (serverEntry === null) return []
  const above = pathAbove(callback, serverEntry, read(serverEntry) ?? '')
  if (above === null) return []
  return [
    `${serverEntry} has to do with ${above}: make sure that it hands ${callback} and its neighbours to Start.`,
  ]
}

function envModuleNote({ srcDirectory, read }: Project): string[] {
  const path = findEnvModule(srcDirectory, read)
  if (path === null) return []
  return [
    `${path} describes the environment: AuthKit reads its variables without it. To check or use them there, add WORKOS_CLIENT_ID, WORKOS_API_KEY, WORKOS_REDIRECT_URI and WORKOS_COOKIE_PASSWORD to \`server\`.`,
  ]
}

/** Files alone can't sign anyone in. */
export function spaNote({ isSpa }: Pick<Project, 'isSpa'>): string[] {
  if (!isSpa) return []
  return [
    'The app is built in SPA mode: its pages may be served as files, but sign-in, callback and sign-out are routes of the server, and so are server functions. Deploy the server that the build makes as well.',
  ]
}
