import { networkInterfaces } from 'node:os'
import { launchBrowser } from '../harness/browser.ts'
import { startDev } from '../harness/servers.ts'
import { alice, chooseAlice } from '../harness/sign-in.ts'

// Signs in to an app in dev and says who is there. `node loopback-only.ts FOLDER`, in a network namespace of its own.

const [folder = ''] = process.argv.slice(2)
const others = Object.keys(networkInterfaces()).filter((name) => name !== 'lo')
if (others.length > 0) throw new Error(`There are network interfaces besides loopback: ${others.join(', ')}.`)

await using server = await startDev({ folder, packageManager: 'pnpm' })
await using browser = await launchBrowser()
const page = await browser.newPage({ locale: 'en-US' })
await page.goto(`${server.origin}/api/auth/sign-in?returnPathname=/server-user`, { timeout: 60_000 })
await chooseAlice(page, '/server-user')
await page.getByText(alice.email).waitFor()
process.stdout.write(`signed in as ${(await page.getByTestId('server-user').textContent()) ?? 'nobody'}\n`)
