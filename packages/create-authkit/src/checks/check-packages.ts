import satisfies from 'semver/functions/satisfies.js'
import validRange from 'semver/ranges/valid.js'

import type { CliError } from '../cli-error.ts'
import { findInstalled, installedVersion } from '../project/installed-package.ts'
import type { InstalledPackage } from '../project/installed-package.ts'
import type { Project } from '../project/project.ts'
import { PLUGIN_DEPENDENCY } from '../steps/manifest.ts'
import type { Problem } from './check.ts'
import { problem } from './check.ts'

const START = '@tanstack/react-start'
const ROUTER = '@tanstack/react-router'
const CORE = '@tanstack/router-core'

/** Ways by which the app and Start come to the packages that must be there once. */
const WAYS: ReadonlyArray<readonly [packageName: string, ways: ReadonlyArray<readonly string[]>]> = [
  ['react', [[], [START], [ROUTER]]],
  [ROUTER, [[], [START], [START, '@tanstack/react-start-client'], [START, '@tanstack/react-start-server']]],
  [
    CORE,
    [
      [ROUTER],
      [START, ROUTER],
      [START, '@tanstack/react-start-client'],
      [START, '@tanstack/react-start-server'],
    ],
  ],
]

/** What the reading of the project would have refused for its versions. */
export function checkVersions(refusals: readonly CliError[]): Problem[] {
  return refusals.map(({ message, help }) => problem('wrong', null, `${message}.`, help ?? ''))
}

/** What package.json asks for is in node_modules. */
export function checkInstalled({ root, declared, packageManager, packageJson }: Project): Problem[] {
  return [START, PLUGIN_DEPENDENCY.name].flatMap((name): Problem[] => {
    const range = declared(name)
    // Not asked for: the check of package.json says it.
    if (range === null) return []
    const help = `Run \`${packageManager.name} install\`.`
    const version = installedVersion(root, name)
    if (version === null) {
      return [problem('missing', packageJson.path, `${name} is in package.json, but not installed.`, help)]
    }
    if (validRange(range) === null || satisfies(version, range, { includePrerelease: true })) return []
    return [
      problem('wrong', packageJson.path, `${name} is ${version}, and package.json asks for ${range}.`, help),
    ]
  })
}

/** The app and Start share their copies of React and of the router; `null` before an install. */
export function checkDuplicates(project: Project): Problem[] | null {
  const { versions, packageJson, packageManager } = project
  if (versions.reactStart === null) return null
  return findDuplicates(project).map(({ name, copies }) =>
    problem(
      'wrong',
      packageJson.path,
      `${name} is installed ${copies.length} times (${copies.join(' and ')}): the app and Start each use another copy.`,
      `Bring ${START}, ${ROUTER} and react to versions that go together, then run \`${packageManager.name} install\`; \`${packageManager.name} why ${name}\` shows who asks for which.`,
    ),
  )
}

/** A package that the app and Start have different copies of. */
interface Duplicate {
  name: string
  /** The version of each copy. */
  copies: string[]
}

/** The packages that must be there once, and are there more often. */
function findDuplicates({ root }: Pick<Project, 'root'>): Duplicate[] {
  return WAYS.flatMap(([name, ways]) => {
    const copies = new Map(
      ways.flatMap((way) => {
        const found = follow(root, [...way, name])
        return found === null ? [] : [[found.folder, String(found.data['version'])]]
      }),
    )
    return copies.size < 2 ? [] : [{ name, copies: [...copies.values()] }]
  })
}

/** The router, where the app and Start have copies of different versions. */
export function findOtherRouter(project: Pick<Project, 'root'>): Duplicate | null {
  return (
    findDuplicates(project).find(({ name, copies }) => name !== 'react' && new Set(copies).size > 1) ?? null
  )
}

/** The copy that is found by going from package to package; `null` when one is not installed. */
function follow(root: string, names: readonly string[]): InstalledPackage | null {
  let found: InstalledPackage | null = null
  for (const name of names) {
    found = findInstalled(found?.folder ?? root, name)
    if (found === null) return null
  }
  return found
}
