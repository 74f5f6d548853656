import type { RuleMeta } from '../rule.ts'

const meta: RuleMeta = {
  code: 'AK090',
  name: 'unused-disable-comment',
  defaultSeverity: 'warn',
  what: 'A comment switches off a finding that is not there.',
  why: [
    'The code it once spoke of is fixed or gone. Left in place it would hide the next finding on that line, with a ' +
      'reason that was given for another one.',
  ],
  incorrect: [
    {
      title: 'The line gives no AK001',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { getAuth } from 'virtual:authkit'

export const Route = createFileRoute('/account')({
  loader: async () => {
    // authkit-disable-next-line AK001 -- this page is never preloaded
    const { user } = await getAuth()
    return { user }
  },
})`,
    },
  ],
  correct: [
    {
      title: 'Without the comment',
      code: `import { createFileRoute } from '@tanstack/react-router'
import { getAuth } from 'virtual:authkit'

export const Route = createFileRoute('/account')({
  loader: async () => {
    const { user } = await getAuth()
    return { user }
  },
})`,
    },
  ],
  silent: ['Codes of rules that are switched off, and codes that are only known once the app is bundled.'],
}

/** AK090: a comment that switches nothing off. The linter itself finds it, after all rules. */
export const unusedDisableComment: { meta: RuleMeta } = { meta }
