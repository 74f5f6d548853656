import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Plan, PlannedFile } from '../../src/plan/plan.ts'
import type { Transaction, TransactionOptions } from '../../src/plan/transaction.ts'
import { openTransaction } from '../../src/plan/transaction.ts'

/** Opens a transaction and writes all its files. */
export function apply(plan: Plan, options: TransactionOptions = {}): Transaction {
  const transaction = openTransaction(plan, options)
  transaction.write()
  return transaction
}

/** The same, with another text for one of the new files, as the app's formatter would print it. */
export function applyFormatted(plan: Plan, options: TransactionOptions = {}): Transaction {
  const transaction = openTransaction(plan, options)
  transaction.write(['package.json'])
  transaction.amend('src/api/callback.ts', 'callback, formatted\n')
  transaction.write()
  return transaction
}

/** Files of a small app, some with modes of their own. */
export const SAMPLE_APP = {
  'package.json': { text: '{\n  "name": "app"\n}\n', mode: 0o640 },
  'pnpm-lock.yaml': 'lockfileVersion: 9\n',
  'src/start.ts': { text: "export const startInstance = 'ü'\r\n", mode: 0o755 },
} as const

/**
 * A plan that changes and creates files in that app, one of them in folders that do not exist yet. Small, since
 * some tests repeat it for every single call to the disk.
 */
export function samplePlan(root: string): Plan {
  const modify = (path: string, edit: (text: string) => string): PlannedFile => {
    const before = readFileSync(join(root, path), 'utf8')
    return { kind: 'modify', path, before, after: edit(before), why: `changes ${path}`, step: 'sample' }
  }
  const create = (path: string, after: string, mode?: number): PlannedFile => ({
    kind: 'create',
    path,
    before: null,
    after,
    why: `creates ${path}`,
    step: 'sample',
    ...(mode === undefined ? {} : { mode }),
  })
  return {
    root,
    files: [
      modify('package.json', (text) => text.replace('app', 'app-with-auth')),
      modify('src/start.ts', (text) => `// added\r\n${text}`),
      create('src/api/callback.ts', 'callback\n'),
      create('.env', 'WORKOS_API_KEY=sk_1\n'),
    ],
    manual: [],
    skipped: [],
    notes: [],
    needsInstall: true,
  }
}
