import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { CliError } from '../cli-error.ts'
import type { Project } from '../project/project.ts'

/** Where Yarn says which package is where, in the place of node_modules. */
const PNP_FILE = '.pnp.cjs'

/**
 * Refuses an app without node_modules: its router, its Vite and its compiler can't be run as they are elsewhere.
 * @throws {CliError} `ERR_PLUG_N_PLAY`
 */
export function refusePlugAndPlay({ root, workspaceRoot }: Pick<Project, 'root' | 'workspaceRoot'>): void {
  const found = [root, ...(workspaceRoot === null ? [] : [workspaceRoot])].find((folder) =>
    existsSync(join(folder, PNP_FILE)),
  )
  if (found === undefined) return
  throw new CliError(
    `Yarn keeps this app’s packages in Plug’n’Play (${PNP_FILE}), where its tools can’t be run from here.`,
    {
      code: 'ERR_PLUG_N_PLAY',
      help: [
        'Nothing was changed. Either set `nodeLinker: node-modules` in .yarnrc.yml, run `yarn install`, and run this again;',
        'or add `--no-install`: then the files are written, and `yarn install` and `yarn dev` do the rest.',
      ].join('\n'),
    },
  )
}
