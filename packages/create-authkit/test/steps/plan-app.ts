import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Change } from '../../src/plan/change.ts'
import { readProject } from '../../src/project/read-project.ts'
import { createSteps } from '../../src/steps/index.ts'
import type { Choices } from '../../src/steps/step.ts'

export const LOCAL: Choices = { credentials: { kind: 'local' } }
export const WORKOS: Choices = {
  credentials: { kind: 'workos', clientId: 'client_123', apiKey: 'sk_test_123' },
}

/** What {@link planApp} uses for randomness: 0, 1, 2, …, so that a plan is the same every time. */
export const RANDOM = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index)

/** {@link RANDOM} as a cookie password. */
export const PASSWORD = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='

/** Everything the steps would change in an app. */
export async function planApp(root: string, choices: Choices = LOCAL): Promise<Change[]> {
  const project = await readProject(root)
  const changes: Change[] = []
  for (const step of createSteps(RANDOM)) changes.push(...(await step.plan(project, choices)))
  return changes
}

/** Writes what was planned; what is manual stays undone. */
export function write(root: string, changes: readonly Change[]): void {
  for (const change of changes) {
    if (change.kind !== 'create' && change.kind !== 'modify') continue
    mkdirSync(dirname(join(root, change.path)), { recursive: true })
    writeFileSync(join(root, change.path), change.after)
  }
}

/** The planned change of one file. */
export function changeOf(changes: readonly Change[], path: string): Change {
  const change = changes.find((candidate) => candidate.path === path)
  if (change === undefined)
    throw new Error(`Nothing is planned for ${path}: ${changes.map((c) => c.path).join(', ')}`)
  return change
}

/** The text a file would have. */
export function textOf(changes: readonly Change[], path: string): string {
  const change = changeOf(changes, path)
  if (change.kind === 'create' || change.kind === 'modify') return change.after
  throw new Error(`${path} is not written: ${change.why}`)
}
