import { describe, expect, test } from 'vitest'

import { linterFor, outline, outlineTrace } from './app-fixture.ts'

describe('x', () => {
  test('y', async () => {
    const files = {
      'src/auth.ts': `import { getSignInUrl } from 'virtual:authkit'
export const signInLink = async () => ({ href: await getSignInUrl() })`,
      'src/lib/index.ts': `export * from '../auth'`,
      'src/routes/a.tsx': `import { createFileRoute } from '@tanstack/react-router'
import { signInLink } from '~/lib'
export const Route = createFileRoute('/a')({ loader: () => signInLink() })`,
    }
    const { diagnostics } = await linterFor(files).run()
    expect(outline(diagnostics, files)).toStrictEqual(['AK001 src/routes/a.tsx: signInLink()'])
    expect(outlineTrace(diagnostics[0], files)).toStrictEqual([
      'src/auth.ts: getSignInUrl() — `signInLink` calls `getSignInUrl`',
    ])
  })
})
