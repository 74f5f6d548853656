import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { e2eRoot } from '../harness/workspace.ts'

/** What is measured beside ours. */
const names = ['@workos/authkit-tanstack-react-start', '@workos/authkit-session', '@workos-inc/node']

/** Their names with the versions that are installed, in Markdown. */
export async function describeVendorPackages(): Promise<string> {
  const described = names.map(async (name) => {
    const text = await readFile(join(e2eRoot, 'node_modules', name, 'package.json'), 'utf8')
    const { version } = JSON.parse(text) as { version: string }
    return `\`${name}\` ${version}`
  })
  return new Intl.ListFormat('en').format(await Promise.all(described))
}
