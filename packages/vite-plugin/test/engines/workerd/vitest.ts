/** Stands in for `vitest` where tests import it: what runs them is in the Worker already, and gives itself as a global. */
import type * as Vitest from 'vitest'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- vitest sets it before it imports a test
const { __vitest_index__: vitest } = globalThis as unknown as { __vitest_index__: typeof Vitest }

export const afterAll: typeof Vitest.afterAll = vitest.afterAll
export const afterEach: typeof Vitest.afterEach = vitest.afterEach
export const beforeAll: typeof Vitest.beforeAll = vitest.beforeAll
export const beforeEach: typeof Vitest.beforeEach = vitest.beforeEach
export const describe: typeof Vitest.describe = vitest.describe
export const expect: typeof Vitest.expect = vitest.expect
export const inject: typeof Vitest.inject = vitest.inject
export const onTestFinished: typeof Vitest.onTestFinished = vitest.onTestFinished
export const test: typeof Vitest.test = vitest.test
export const vi: typeof Vitest.vi = vitest.vi
