import { parseArgs } from 'node:util'

export interface DemoArguments {
  /** Sign in with headless Chromium instead of waiting for a person. */
  readonly smoke: boolean
  /** Where to make the app; a temporary folder, removed at the end, unless told. */
  readonly dir: string | undefined
  readonly help: boolean
}

export const HELP = `npm run demo -- [--dir FOLDER] [--smoke]

  --dir FOLDER  make the app in this empty folder and keep it (default: a temporary one, removed at the end)
  --smoke       sign in with headless Chromium instead of waiting for a person, print one line of JSON, and end
`

/** @throws TypeError for a flag that isn't one of them */
export function readDemoArguments(args: readonly string[]): DemoArguments {
  const { values } = parseArgs({
    // `pnpm run demo:app -- --smoke` hands the `--` on.
    args: args.filter((argument) => argument !== '--'),
    options: {
      smoke: { type: 'boolean', default: false },
      dir: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  return { smoke: values.smoke, dir: values.dir, help: values.help }
}
