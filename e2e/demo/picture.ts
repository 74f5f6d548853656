import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addPages, scaffoldApp } from '../harness/app.ts'
import { launchBrowser } from '../harness/browser.ts'
import type { PackedCli } from '../harness/packed-cli.ts'
import { publishLocally } from '../harness/published.ts'
import { startDev } from '../harness/servers.ts'
import { chooseAlice } from '../harness/sign-in.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { openTerminal } from '../harness/terminal.ts'
import { workspaceRoot } from '../harness/workspace.ts'
import { tell } from './tell.ts'
import { terminalSvg } from './terminal-svg.ts'

// Makes the pictures of the README from the real thing: `node e2e/demo/picture.ts`, after a build.

const images = join(workspaceRoot, 'docs/images')
/** Wide enough for every line of the plan. */
const COLUMNS = 130

/** Adds AuthKit in a terminal, every question answered with Enter, and draws what then stands there. */
async function terminalPicture(packed: PackedCli, folder: string): Promise<string> {
  await using terminal = openTerminal(packed.cli, [], {
    cwd: folder,
    env: packed.environment,
    columns: COLUMNS,
  })
  terminal.emulator.write('\u001B[32m$\u001B[39m \u001B[1mnpm create authkit-start\u001B[22m\r\n\r\n')
  await terminal.waitFor('Credentials')
  terminal.press('enter')
  await terminal.waitFor('What else?')
  terminal.press('enter')
  await terminal.waitFor('Apply?')
  terminal.press('enter')
  const exitCode = await terminal.exited
  if (exitCode !== 0) throw new Error(`The command line ended with ${exitCode}:\n${terminal.screen()}`)
  return terminalSvg(terminal.emulator, 'my-start-app')
}

await using folder = temporaryFolder('picture')
await using published = await publishLocally(folder.path)
const app = await scaffoldApp(join(folder.path, 'my-start-app'))
await mkdir(images, { recursive: true })
await writeFile(join(images, 'terminal.svg'), await terminalPicture(published, app.folder))
tell('terminal.svg')

await addPages(app, 'demo')
await using server = await startDev(app, { preferredPort: 3000 })
await using browser = await launchBrowser()
const page = await browser.newPage({
  locale: 'en-US',
  viewport: { width: 800, height: 546 },
  colorScheme: 'light',
})
await page.goto(`${server.origin}/api/auth/sign-in?returnPathname=/welcome`)
// As high as the card of the sign-in page.
await page.setViewportSize({ width: 800, height: 670 })
for (const [colorScheme, name] of [
  ['dark', 'sign-in-dark.png'],
  ['light', 'sign-in.png'],
] as const) {
  await page.emulateMedia({ colorScheme })
  await page.screenshot({ path: join(images, name) })
  tell(name)
}
await page.setViewportSize({ width: 800, height: 546 })
await chooseAlice(page, '/welcome')
await page.getByText('Hello Alice.').waitFor()
await page.screenshot({ path: join(images, 'signed-in.png') })
tell('signed-in.png')
