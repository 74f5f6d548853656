import type { TestProject } from 'vitest/node'

import { buildFixtureFiles, removeFixture } from './built-app.ts'
import type { FixtureFiles } from './built-app.ts'

declare module 'vitest' {
  interface ProvidedContext {
    fixture: FixtureFiles
  }
}

/** Builds the fixture as it is, once for all test files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { NODE_ENV } = process.env
  process.env['NODE_ENV'] = 'production'
  const files = await buildFixtureFiles()
  process.env['NODE_ENV'] = NODE_ENV
  project.provide('fixture', files)
  return () => removeFixture(files)
}
