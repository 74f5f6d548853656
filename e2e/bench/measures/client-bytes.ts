import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Measure } from '../measure.ts'
import { summarize } from '../statistics.ts'

export const clientBytes: Measure = {
  key: 'clientBytes',
  what: 'bytes that the provider, `useAuth` and `getAuth` add to the browser, ours / theirs',
  how: 'All scripts of the built client, each compressed with gzip -9, less those of the same app with a server function of its own and no auth.',
  target: { atMost: 0.8 },
  async run(getWorld) {
    const { apps } = await getWorld()
    const none = await scriptBytes(apps.none)
    const ours = (await scriptBytes(apps.ours)) - none
    const theirs = (await scriptBytes(apps.theirs)) - none
    return { value: ours / theirs, unit: 'B', ours: summarize([ours]), theirs: summarize([theirs]) }
  },
}

async function scriptBytes(app: string): Promise<number> {
  const client = join(app, 'client')
  const files = await readdir(client, { recursive: true })
  const sizes = files
    .filter((file) => file.endsWith('.js'))
    .map(async (file) => gzipSync(await readFile(join(client, file)), { level: 9 }).length)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
