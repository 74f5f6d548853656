import type { Command, CommandName, Flag, FlagName } from './args.ts'
import { COMMANDS, COMMON_FLAGS, DEFAULT_COMMAND, FLAGS } from './args.ts'

/** What the exit codes mean, where a command says nothing else. */
export const EXIT_CODE_LINES: ReadonlyArray<readonly [code: string, meaning: string]> = [
  ['0', 'done, or nothing to do'],
  ['1', 'failed; nothing was changed'],
  ['2', 'the command line is wrong, or a question could not be asked'],
  ['3', 'done, but something is left for you: a snippet to paste or a new type error'],
  ['130', 'interrupted; nothing was changed'],
]

/** The help of the program (`topic` is `null`) or of one command, made from the table in args.ts. */
export function helpText(topic: CommandName | null): string {
  const command = topic ?? DEFAULT_COMMAND
  const { summary, paths, flags, summaries, exitCodes, examples }: Command = COMMANDS[command]
  const name = command === DEFAULT_COMMAND ? 'create-authkit-start' : `create-authkit-start ${command}`
  const sections = [
    summary,
    section('Usage', [`${name}${paths === undefined ? '' : ` [${paths}]`} [flags]`]),
    ...(topic === null ? [section('Commands', commandLines())] : []),
    section(
      'Flags',
      columns([...flags, ...COMMON_FLAGS].map((flag) => flagColumns(flag, summaries?.[flag]))),
    ),
    section('Examples', examples),
    section('Exit codes', columns(exitCodes ?? EXIT_CODE_LINES)),
  ]
  return `${sections.join('\n\n')}\n`
}

function commandLines(): string[] {
  return columns(
    Object.entries<Command>(COMMANDS).map(([name, { summary }]) => [
      name,
      name === DEFAULT_COMMAND ? `${summary} (default)` : summary,
    ]),
  )
}

function flagColumns(name: FlagName, own: string | undefined): [string, string] {
  const flag: Flag = FLAGS[name]
  const summary = own ?? flag.summary
  if (flag.type === 'string') return [`    --${name} <${flag.value}>`, summary]
  return [`${flag.short === undefined ? '    ' : `-${flag.short}, `}--${name}`, summary]
}

function section(title: string, lines: readonly string[]): string {
  return `${title}\n${lines.map((line) => `  ${line}`).join('\n')}`
}

function columns(rows: ReadonlyArray<readonly [string, string]>): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `${left.padEnd(width)}  ${right}`)
}
