import { basename } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Journeys that take too long for every run: `pnpm --filter e2e test:long` runs them too. */
const long = 'journeys/**/*.long.test.ts'

/** The files that take longest, longest first. */
const longest = [
  'compat.test.ts',
  'lint.test.ts',
  'terminal.test.ts',
  'nitro.test.ts',
  'vite-7.test.ts',
  'dev.test.ts',
  'hosts.test.ts',
  'sign-in-page.test.ts',
  'migrate.test.ts',
]

/** Begins with the longest files, so that no worker is alone with one at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const index = longest.indexOf(basename(moduleId))
      return index === -1 ? longest.length : index
    }
    return files.toSorted((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig(({ mode }) => ({
  test: {
    name: 'e2e',
    include: ['journeys/**/*.test.ts'],
    exclude: mode === 'long' ? [] : [long],
    globalSetup: 'harness/global-setup.ts',
    // Without a time of its own, a poll gives up after a second.
    expect: { requireAssertions: true, poll: { timeout: 30_000 } },
    // Generous: a cold cache, and a machine that has other things to do.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Installs, builds and browsers share two cores, and wait for disk, network and pages in between. Apps of the long
    // run are larger.
    maxWorkers: mode === 'long' ? 2 : 3,
    // A journey leaves its process as it found it, so that the next one need not load the browser's driver again.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
}))
