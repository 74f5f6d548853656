import { fileURLToPath } from 'node:url'

import type { TestUserConfig } from 'vitest/node'

/** An engine beside Node in which the tests of the session toolkit run. */
export type Engine = 'bun' | 'workerd'

/** A test that doesn't run in some engines. */
export interface LeftOut {
  readonly file: string
  readonly engines: readonly Engine[]
  readonly reason: string
}

/** The folder of the session toolkit's tests. */
export const SUITE = 'test/runtime/session'

/** All of the suite that does not run in every engine; docs/engines.md has the same table. */
export const LEFT_OUT: readonly LeftOut[] = [
  {
    file: 'workerd.test.ts',
    engines: ['bun', 'workerd'],
    reason: 'Node builds a Worker, starts workerd and talks to it',
  },
  {
    file: 'config/bundled-guard.test.ts',
    engines: ['bun', 'workerd'],
    reason: 'Vite builds in it, and its output is imported from memory',
  },
  {
    file: 'within-busy-process.test.ts',
    engines: ['workerd'],
    reason: 'it starts a thread',
  },
  {
    file: 'cache/size-in-memory.test.ts',
    engines: ['bun', 'workerd'],
    reason: "an estimate is weighed against Node's heap",
  },
  {
    file: 'cache/session-cache-heap.test.ts',
    engines: ['bun', 'workerd'],
    reason: "an estimate is weighed against Node's heap",
  },
]

/** What vitest needs to run the suite in an engine; which one it is, is tested with it. */
export function sessionSuiteIn(engine: Engine): TestUserConfig {
  return {
    name: `session toolkit in ${engine}`,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: [`${SUITE}/**/*.test.ts`, 'test/engines/engine.test.ts'],
    exclude: [
      '**/*.long.test.ts',
      ...LEFT_OUT.filter(({ engines }) => engines.includes(engine)).map(({ file }) => `${SUITE}/${file}`),
    ],
    provide: { engine },
    expect: { requireAssertions: true },
    // As in Node: a file leaves the process as it found it.
    isolate: false,
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    engine: Engine | 'node'
  }
}
