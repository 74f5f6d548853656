import { parseArgs } from 'node:util'

export interface DemoArguments {
  /** Sign in with headless Chromium instead of waiting for a person. */
  readonly smoke: boolean
  /** Where to make the app; a temporary folder, removed at the end, unless told. */
  readonly dir: string | undefined
}

/** @throws TypeError for a flag that isn't one of them */
export function readDemoArguments(args: readonly string[]): DemoArguments {
  const { values } = parseArgs({
    // `pnpm run demo:app -- --smoke` hands the `--` on.
    args: args.filter((argument) => argument !== '--'),
    options: { smoke: { type: 'boolean', default: false }, dir: { type: 'string' } },
  })
  return { smoke: values.smoke, dir: values.dir }
}
