import gt from 'semver/functions/gt.js'
import lt from 'semver/functions/lt.js'
import valid from 'semver/functions/valid.js'
import intersects from 'semver/ranges/intersects.js'
import minVersion from 'semver/ranges/min-version.js'
import validRange from 'semver/ranges/valid.js'
import type { NewRange } from '../codemods/dependency-range.ts'
import { isVite7 } from './check-app.ts'
import { findInstalled, installedVersion } from './installed-package.ts'
import { addCommand } from './package-manager.ts'
import { isRecord } from './parse-json.ts'
import type { Project } from './project.ts'
import {
  FIRST_START_ON_VITE,
  FIRST_START_ON_VITE_8,
  MINIMUM_VITE,
  REACT_PLUGIN_UPGRADE,
  START_ON_VITE_7,
  START_ON_VITE_8,
  type StartRelease,
  VITE_UPGRADE,
} from './requirements.ts'

const START = '@tanstack/react-start'
const ROUTER = '@tanstack/react-router'
const REACT_PLUGIN = '@vitejs/plugin-react'

/** The new ranges of package.json, or why there can't be any, and the command that does it by hand. */
export type UpgradePlan = { edits: NewRange[] } | { impossible: string; help: string }

/** What is too old, or does not fit together. */
export interface UpgradeNeed {
  start: boolean
  vite: boolean
}

/**
 * Plans the ranges that make Start, the router and Vite new enough and fit together. A range keeps its form: an exact
 * version stays exact, `^` stays `^`. One that isn't a version (`latest`, `catalog:`, a path) is left alone.
 */
export function planUpgrade(project: Project, need: UpgradeNeed): UpgradePlan {
  const manual = (impossible: string): UpgradePlan => ({ impossible, help: byHand(project, need) })
  const oldest = oldestStart(project)
  if (oldest !== null && lt(oldest, FIRST_START_ON_VITE)) {
    const help =
      'More than versions has to change. How an app is laid out today: https://tanstack.com/start/latest/docs/framework/react/build-from-scratch'
    return { impossible: `${START} ${oldest} is not built on Vite yet`, help }
  }
  if (need.vite && oldest !== null && !lt(oldest, FIRST_START_ON_VITE_8)) {
    return {
      impossible: `${START} ${oldest} needs Vite 8, and other plugins may not be ready for it`,
      help: `Upgrade by hand, then run the command again:\n  ${addCommand(project.packageManager.name, ['vite@latest'])}`,
    }
  }
  const blocker = need.vite ? pluginForOlderVite(project) : null
  if (blocker !== null) return manual(`${blocker} does not say that it works on Vite ${VITE_UPGRADE}`)
  const edits: NewRange[] = []
  for (const { name, version, isExact } of wantedVersions(project, need)) {
    const from = project.declared(name)
    if (from === null) continue
    const to = rangeFor(from, version, isExact)
    if (to === null) return manual(`the range \`${from}\` of ${name} can't be raised as it is`)
    if (to !== from) edits.push({ name, from, to })
  }
  return edits.length === 0 ? manual('package.json asks for the right versions already') : { edits }
}

interface WantedVersion {
  name: string
  version: string
  /** Whether any other version may be one too many. */
  isExact: boolean
}

function wantedVersions(project: Project, need: UpgradeNeed): WantedVersion[] {
  const onVite7 = need.vite || isOnVite7(project)
  const { start, router } = releaseFor(project, onVite7)
  const reactPlugin = installedVersion(project.root, REACT_PLUGIN)
  const raisesReactPlugin = need.vite && !acceptsVite(project, REACT_PLUGIN)
  return [
    // On Vite 7 newer ones of the router belong to a Start that needs Vite 8.
    ...(need.start
      ? [
          { name: START, version: start, isExact: onVite7 },
          { name: ROUTER, version: router, isExact: onVite7 },
        ]
      : []),
    ...(need.vite ? [{ name: 'vite', version: VITE_UPGRADE, isExact: false }] : []),
    ...(raisesReactPlugin && reactPlugin !== null
      ? [{ name: REACT_PLUGIN, version: REACT_PLUGIN_UPGRADE, isExact: false }]
      : []),
  ]
}

/** The release that is installed, where it is newer than the one known here. */
function releaseFor({ root }: Project, onVite7: boolean): StartRelease {
  const known = onVite7 ? START_ON_VITE_7 : START_ON_VITE_8
  const data = findInstalled(root, START)?.data
  const start = data?.['version']
  const router = isRecord(data?.['dependencies']) ? data['dependencies'][ROUTER] : undefined
  if (typeof start !== 'string' || typeof router !== 'string') return known
  if (valid(start) === null || valid(router) === null) return known
  const isFit = gt(start, known.start) && (!onVite7 || lt(start, FIRST_START_ON_VITE_8))
  return isFit ? { start, router } : known
}

function isOnVite7({ versionOf }: Project): boolean {
  return isVite7(versionOf('vite'))
}

/** A range of the same form for another version; `null` when its form says nothing of versions, or allows it already. */
function rangeFor(range: string, version: string, isExact: boolean): string | null {
  const [, operator, rest] = /^(\^|~|>=|)(\d.*)$/.exec(range.trim()) ?? []
  if (operator === undefined || rest === undefined || valid(rest) === null) {
    return isPartial(range) && !intersects(range, version) ? caretOrExact(version, isExact) : null
  }
  return isExact ? version : `${operator}${version}`
}

/** `1.x`, `1.130` or `^1`: a range without an upper end of its own choice. */
function isPartial(range: string): boolean {
  return validRange(range) !== null && /^[~^]?\d+(?:\.(?:\d+|x|\*)){0,2}$/.test(range.trim())
}

function caretOrExact(version: string, isExact: boolean): string {
  return isExact ? version : `^${version}`
}

function oldestStart({ versionOf }: Project): string | null {
  const { installed, locked = null, declared: range } = versionOf(START)
  if (installed !== null) return valid(installed)
  if (locked !== null) return valid(locked.version)
  return range === null || validRange(range) === null ? null : (minVersion(range)?.version ?? null)
}

/** A direct dependency that asks for an older Vite than {@link VITE_UPGRADE}. Start is upgraded with it. */
function pluginForOlderVite(project: Project): string | null {
  const { dependencies, devDependencies } = project.packageJson.data
  const names = [dependencies, devDependencies].flatMap((list) => (isRecord(list) ? Object.keys(list) : []))
  const upgraded = new Set([START, REACT_PLUGIN, 'vite'])
  return names.find((name) => !upgraded.has(name) && !acceptsVite(project, name)) ?? null
}

function acceptsVite({ root }: Project, name: string): boolean {
  const peers = findInstalled(root, name)?.data['peerDependencies']
  const range = isRecord(peers) ? peers['vite'] : undefined
  if (typeof range !== 'string' || validRange(range) === null) return true
  return intersects(range, `>=${MINIMUM_VITE} <=${VITE_UPGRADE}`)
}

/** What can't be done for the user: a command, and what to write into the catalog, which other packages share. */
function byHand(project: Project, need: UpgradeNeed): string {
  const packages = wantedVersions(project, need).map(({ name, version, isExact }) => ({
    name,
    range: isExact ? version : `^${version}`,
    catalog: catalogOf(project.declared(name)),
  }))
  const own = packages.filter(({ catalog }) => catalog === null).map(({ name, range }) => `${name}@${range}`)
  return [
    'Upgrade by hand, then run the command again:',
    ...packages.flatMap(({ name, range, catalog }) =>
      catalog === null
        ? []
        : [`  in ${catalog} of ${CATALOG_FILES[project.packageManager.name]}: '${name}': ${range}`],
    ),
    ...(own.length === 0 ? [] : [`  ${addCommand(project.packageManager.name, own)}`]),
  ].join('\n')
}

/** Where the catalogs of a workspace are. */
const CATALOG_FILES = {
  npm: 'package.json',
  pnpm: 'pnpm-workspace.yaml',
  yarn: '.yarnrc.yml',
  bun: 'package.json',
} as const

/** The catalog that a range refers to, by its place; `null` for any other range. */
function catalogOf(range: string | null): string | null {
  if (range === null || !range.startsWith('catalog:')) return null
  const name = range.slice('catalog:'.length)
  return name === '' || name === 'default' ? '`catalog`' : `\`catalogs.${name}\``
}
