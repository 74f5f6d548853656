import { parseArgs as parseTokens } from 'node:util'

import type { CommandName, EmulateOptions, Flag, FlagName, InitOptions } from './args.ts'
import { COMMANDS, COMMON_FLAGS, DEFAULT_COMMAND, FLAGS, usageError } from './args.ts'
import { closest } from './closest.ts'

/** What the command line asks for. */
export type Invocation =
  | { command: 'init'; options: InitOptions }
  | { command: 'emulate'; options: EmulateOptions }
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
  const command = readCommand(positionals)
  const allowed: readonly FlagName[] = [...COMMANDS[command].flags, ...COMMON_FLAGS]

  const options: Record<string, unknown> = Object.fromEntries(
    allowed.map((name) => [camelCase(name), FLAGS[name].type === 'boolean' ? false : undefined]),
  )
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const name = allowed.find((flag) => flag === token.name)
    if (name === undefined) throw unknownFlag(token.rawName, allowed, command)
    options[camelCase(name)] = readValue(FLAGS[name], token.rawName, token.value, token.inlineValue === true)
  }

  if (options['help'] === true) return { command: 'help', topic: positionals.length > 0 ? command : null }
  if (options['version'] === true) return { command: 'version' }
  delete options['help']
  delete options['version']
  // The loop above filled exactly the flags of this command's row, each through its own parser.
  return { command, options } as unknown as Invocation
}

function parserOption(flag: Flag): { type: 'boolean' | 'string'; short?: string } {
  return flag.type === 'boolean' && flag.short !== undefined
    ? { type: flag.type, short: flag.short }
    : { type: flag.type }
}

function readCommand(positionals: readonly string[]): CommandName {
  const [name, extra] = positionals
  if (name === undefined) return DEFAULT_COMMAND
  const names = Object.keys(COMMANDS) as CommandName[]
  const command = names.find((candidate) => candidate === name)
  if (command === undefined) {
    const meant = closest(name, names)
    throw usageError(
      `There is no command \`${name}\`.${meant === null ? '' : ` Did you mean \`${meant}\`?`}`,
      `The commands are ${names.map((candidate) => `\`${candidate}\``).join(' and ')}. To change an app in another folder, use \`--cwd folder\`.`,
    )
  }
  if (extra !== undefined) throw usageError(`\`${extra}\` is one argument too many.`)
  return command
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
