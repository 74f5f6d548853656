import { mkdtempSync, realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string
}

/** A new folder under the system's temporary folder, removed on disposal. */
export function temporaryFolder(purpose: string): TemporaryFolder {
  // Vite and TypeScript report real paths; macOS's temporary folder is a link.
  const path = mkdtempSync(join(realpathSync(tmpdir()), `authkit-start-${purpose}-`))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) }
}
