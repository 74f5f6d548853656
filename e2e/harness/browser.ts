import { chromium, type Browser } from 'playwright-core'
import { findChromium } from './chromium.ts'

/** Starts headless Chromium. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, environment } = await findChromium()
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...environment },
    // Containers and CI run as root, where Chromium's sandbox cannot start.
    args: ['--no-sandbox'],
  })
}
