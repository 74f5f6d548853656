import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import type { Environment } from './environment.ts'
import { run } from './run.ts'
import { e2eRoot } from './workspace.ts'

export interface ChromiumProgram {
  readonly executablePath: string
  /** Variables it needs, besides this process's own. */
  readonly environment: Environment
}

const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * Finds a Chromium: Playwright's own when it is installed, else the system's, else one from npm that brings along
 * the libraries and the font that a bare machine lacks.
 */
export async function findChromium(): Promise<ChromiumProgram> {
  const installed = [chromium.executablePath(), ...systemPaths].find(
    (path) => path !== '' && existsSync(path),
  )
  return installed === undefined ? bundledChromium() : { executablePath: installed, environment: {} }
}

const require = createRequire(import.meta.url)

/** Unpacks @sparticuz/chromium once per version of it. */
async function bundledChromium(): Promise<ChromiumProgram> {
  const packageFolder = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))))
  const { version } = require(join(packageFolder, 'package.json')) as { version: string }
  const folder = join(e2eRoot, 'node_modules/.cache', `chromium-${version}`)
  if (!existsSync(folder)) await unpack(join(packageFolder, 'bin'), folder)
  return {
    executablePath: join(folder, 'chromium'),
    environment: {
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  }
}

async function unpack(archives: string, folder: string): Promise<void> {
  const staging = `${folder}.${process.pid}`
  await mkdir(staging, { recursive: true })
  // The package unpacks into the temporary folder of its process and trusts whatever lies there already.
  await run(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import chromium, { inflate } from '@sparticuz/chromium'
       await chromium.executablePath()
       await inflate(${JSON.stringify(join(archives, 'al2023.tar.br'))})`,
    ],
    { cwd: e2eRoot, env: { TMPDIR: staging } },
  )
  await writeFile(
    join(staging, 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`,
  )
  await rename(staging, folder).catch(async (error: unknown) => {
    // Another worker was faster.
    await rm(staging, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  })
}
