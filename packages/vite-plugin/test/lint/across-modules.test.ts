import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

import { linterFor, outline } from './app-fixture.ts'
import { REACHED_ACROSS_MODULES } from './cases/reached-across-modules.ts'
import { UNREACHED_ACROSS_MODULES } from './cases/unreached-across-modules.ts'

describe('across modules', () => {
  test.each(Object.entries(REACHED_ACROSS_MODULES))('%s is followed', async (_name, { files, found }) => {
    const { diagnostics, unparsable } = await linterFor(files).run()
    expect({ found: outline(diagnostics, files), unparsable }).toStrictEqual({ found, unparsable: [] })
  })

  test.each(Object.entries(UNREACHED_ACROSS_MODULES))('%s leads nowhere', async (_name, files) => {
    const { diagnostics, unparsable } = await linterFor(files).run()
    expect({ found: outline(diagnostics, files), unparsable }).toStrictEqual({ found: [], unparsable: [] })
  })

  test.each(Object.entries(UNREACHED_ACROSS_MODULES))('%s: every module parses', (_name, files) => {
    const errors = Object.entries(files).flatMap(([path, source]) => parseSync(path, source).errors)
    expect(errors).toStrictEqual([])
  })
})
