import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string
}

/** A new folder under the system's temporary folder, removed on disposal, or at the latest when the process ends. */
export function temporaryFolder(purpose: string): TemporaryFolder {
  // Vite and TypeScript report real paths; macOS's temporary folder is a link.
  const path = mkdtempSync(join(realpathSync(tmpdir()), `authkit-start-${purpose}-`))
  const options = { recursive: true, force: true, maxRetries: 3 } as const
  process.once('exit', () => rmSync(path, options))
  // Not the synchronous one: with ten thousands of files it would stop everything else for seconds.
  return { path, [Symbol.asyncDispose]: () => rm(path, options) }
}
