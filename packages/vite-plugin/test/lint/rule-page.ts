import type { RuleExample, RuleMeta } from '../../src/lint/rule.ts'
import { moduleRules } from '../../src/lint/rules/index.ts'

/** The page of a rule, `docs/rules/<code>.md`. */
export function rulePage(meta: RuleMeta): string {
  const { code, name, defaultSeverity, what, why, incorrect, correct, silent } = meta
  return [
    `# ${code} ${name}`,
    what,
    `Default severity: **${defaultSeverity}**.`,
    '## Why',
    ...why,
    '## Incorrect',
    ...incorrect.map(example),
    '## Correct',
    ...correct.map(example),
    '## What it leaves alone',
    silent.map((item) => `- ${item}`).join('\n'),
    '## Settings',
    'In `vite.config.ts`, by code or by name:',
    fence(`authkit({ lint: { rules: { ${code}: 'off' } } }) // or 'warn', 'error'`),
    ...(isInEditors(meta) ? [`In ESLint and oxlint, as far as one file shows it: \`authkit/${name}\`.`] : []),
    ...(isAboutLines(meta)
      ? [
          'For one line, with a reason:',
          fence(`// authkit-disable-next-line ${code} -- why this is right here`),
        ]
      : []),
  ]
    .join('\n\n')
    .concat('\n')
}

/** The index of the rules, `docs/rules/README.md`. */
export function ruleIndex(metas: readonly RuleMeta[]): string {
  const rows = metas.map(({ code, name, defaultSeverity, what }) => [
    `[${code}](./${code}.md)`,
    `\`${name}\``,
    defaultSeverity,
    what,
  ])
  return `# Rules\n\nWhat the plugin checks at build time.\n\n${table(['Code', 'Name', 'Default', 'Finds'], rows)}\n`
}

/** Rules about the bundle and the configuration have no line that a comment could stand above. */
function isAboutLines({ code }: RuleMeta): boolean {
  return code !== 'AK020' && code !== 'AK021'
}

function isInEditors(meta: RuleMeta): boolean {
  return moduleRules.some((rule) => rule.meta === meta)
}

function example({ title, file, code }: RuleExample): string {
  return `${title}${file === undefined ? '' : ` (\`${file}\`)`}:\n\n${fence(code)}`
}

function fence(code: string): string {
  return `\`\`\`tsx\n${code}\n\`\`\``
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[], filler: string): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, filler)).join(' | ')} |`
  return [
    line(head, ' '),
    line(
      head.map(() => ''),
      '-',
    ),
    ...rows.map((row) => line(row, ' ')),
  ].join('\n')
}
