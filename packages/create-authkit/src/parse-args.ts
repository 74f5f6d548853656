import { parseArgs as parseTokens } from 'node:util'

import type {
  Command,
  CommandName,
  DoctorOptions,
  EmulateOptions,
  Flag,
  FlagName,
  InitOptions,
  LintOptions,
  MigrateOptions,
  UndoOptions,
} from './args.ts'
import { COMMANDS, COMMON_FLAGS, DEFAULT_COMMAND, FLAGS } from './args.ts'
import { usageError } from './usage-error.ts'
import { closest } from './closest.ts'

/** What the command line asks for. */
export type Invocation =
  | { command: 'init'; options: InitOptions }
  | { command: 'doctor'; options: DoctorOptions }
  | { command: 'undo'; options: UndoOptions }
  | { command: 'migrate'; options: MigrateOptions }
  | { command: 'emulate'; options: EmulateOptions }
  | { command: 'lint'; options: LintOptions }
  | { command: 'help'; topic: CommandName | null }
  | { command: 'version' }

/**
 * Reads the arguments after the program's name.
 * @throws {CliError} `ERR_USAGE` (exit code 2) for an unknown command or flag, with the one that was probably
 *   meant, and for a value of the wrong form. No value is ever repeated in a message.
 */
export function parseArgs(argv: readonly string[]): Invocation {
  const { tokens } = parseTokens({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries<Flag>(FLAGS).map(([name, flag]) => [name, parserOption(flag)]),
    ),
    // Our own messages name the flag that was meant; the parser's do not.
    strict: false,
    allowPositionals: true,
    tokens: true,
  })

  const positionals = tokens.filter((token) => token.kind === 'positional').map((token) => token.value)
  const command = findCommand(positionals[0]) ?? DEFAULT_COMMAND
  const allowed: readonly FlagName[] = [...COMMANDS[command].flags, ...COMMON_FLAGS]

  const options: Record<string, unknown> = Object.fromEntries(
    allowed.map((name) => [camelCase(name), absentValue(FLAGS[name])]),
  )
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const name = allowed.find((flag) => flag === token.name)
    if (name === undefined) throw unknownFlag(token.rawName, allowed, command)
    const value = readValue(FLAGS[name], token.rawName, token.value, token.inlineValue === true)
    const earlier = options[camelCase(name)]
    options[camelCase(name)] = Array.isArray(earlier) ? [...earlier, value] : value
  }

  // After the flags: the value of a misspelled one would look like a command.
  checkPositionals(positionals, COMMANDS[command])

  if (options['help'] === true) return { command: 'help', topic: positionals.length > 0 ? command : null }
  if (options['version'] === true) return { command: 'version' }
  delete options['help']
  delete options['version']
  if (takesPaths(COMMANDS[command])) options['paths'] = positionals.slice(1)
  // The loop above filled exactly the flags of this command's row, each through its own parser.
  return { command, options } as unknown as Invocation
}

function parserOption(flag: Flag): { type: 'boolean' | 'string'; short?: string } {
  return flag.type === 'boolean' && flag.short !== undefined
    ? { type: flag.type, short: flag.short }
    : { type: flag.type }
}

const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[]

function findCommand(name: string | undefined): CommandName | undefined {
  return COMMAND_NAMES.find((candidate) => candidate === name)
}

function absentValue(flag: Flag): false | undefined | [] {
  if (flag.type === 'boolean') return false
  return flag.multiple === true ? [] : undefined
}

function takesPaths({ paths }: Command): boolean {
  return paths !== undefined
}

function checkPositionals([name, extra]: readonly string[], command: Command): void {
  if (name !== undefined && findCommand(name) === undefined) {
    const meant = closest(name, COMMAND_NAMES)
    const names = COMMAND_NAMES.map((candidate) => `\`${candidate}\``)
    throw usageError(
      `There is no command \`${name}\`.${meant === null ? '' : ` Did you mean \`${meant}\`?`}`,
      `The commands are ${names.slice(0, -1).join(', ')} and ${names.at(-1)}. To change an app in another folder, use \`--cwd folder\`.`,
    )
  }
  if (extra !== undefined && !takesPaths(command)) throw usageError(`\`${extra}\` is one argument too many.`)
}

function unknownFlag(rawName: string, allowed: readonly FlagName[], command: CommandName): Error {
  const spelled = allowed.map((name) => `--${name}`)
  const meant = closest(rawName, spelled)
  const hint = meant === null ? '' : ` Did you mean \`${meant}\`?`
  return usageError(
    `\`${command}\` has no flag \`${rawName}\`.${hint}`,
    `Run \`create-authkit-start ${command} --help\` to see every flag.`,
  )
}

function readValue(flag: Flag, rawName: string, value: string | undefined, inline: boolean): unknown {
  if (flag.type === 'boolean') {
    if (value !== undefined) throw usageError(`\`${rawName}\` takes no value.`)
    return true
  }
  if (value === undefined || (!inline && value.startsWith('-'))) {
    throw usageError(`\`${rawName}\` needs a value: \`${rawName} ${flag.value}\`.`)
  }
  return flag.parse(value, rawName)
}

function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
