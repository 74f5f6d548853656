import { vi } from 'vitest'

/** Users run the codemods on a ts-morph without the type checker and the language service: every fixture again, with that one. */
vi.mock('ts-morph', () => import(new URL('../../dist/ts-morph.js', import.meta.url).href))

await import('./fixtures.test.ts')
