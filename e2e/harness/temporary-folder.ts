import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface TemporaryFolder extends Disposable {
  readonly path: string
}

/** A new folder under the system's temporary folder, removed on disposal. */
export function temporaryFolder(purpose: string): TemporaryFolder {
  // Vite and TypeScript report real paths; macOS's temporary folder is a link.
  const path = mkdtempSync(join(realpathSync(tmpdir()), `authkit-start-${purpose}-`))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) }
}
