import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

import { linterFor, outline } from './app-fixture.ts'
import { REACHED_THROUGH_IMPORTS } from './cases/reached-through-imports.ts'
import { REACHED_THROUGH_ROUTES } from './cases/reached-through-routes.ts'
import { REACHED_THROUGH_VALUES } from './cases/reached-through-values.ts'
import { UNREACHED_BARRIERS } from './cases/unreached-barriers.ts'
import { UNREACHED_LOOK_ALIKES } from './cases/unreached-look-alikes.ts'

const REACHED = Object.entries({
  ...REACHED_THROUGH_IMPORTS,
  ...REACHED_THROUGH_VALUES,
  ...REACHED_THROUGH_ROUTES,
})
const UNREACHED = Object.entries({ ...UNREACHED_LOOK_ALIKES, ...UNREACHED_BARRIERS })

describe('across modules', () => {
  test.each(REACHED)('%s is followed', async (_name, { files, found }) => {
    const { diagnostics, unparsable } = await linterFor(files).run()
    expect({ found: outline(diagnostics, files), unparsable }).toStrictEqual({ found, unparsable: [] })
  })

  test.each(UNREACHED)('%s leads nowhere', async (_name, files) => {
    const { diagnostics, unparsable } = await linterFor(files).run()
    expect({ found: outline(diagnostics, files), unparsable }).toStrictEqual({ found: [], unparsable: [] })
  })

  test.each(UNREACHED)('%s: every module parses', (_name, files) => {
    const errors = Object.entries(files).flatMap(([path, source]) => parseSync(path, source).errors)
    expect(errors).toStrictEqual([])
  })
})
