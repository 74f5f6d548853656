import { moduleRules } from '../../src/lint/rules/index.ts'
import type { Files } from '../lint/app-fixture.ts'
import { HARMLESS } from '../lint/cases/harmless-auth-url.ts'
import { HARMLESS_TOKENS } from '../lint/cases/harmless-token.ts'
import { PREFETCHED } from '../lint/cases/prefetched-auth-url.ts'
import { REACHED_THROUGH_IMPORTS } from '../lint/cases/reached-through-imports.ts'
import { REACHED_THROUGH_ROUTES } from '../lint/cases/reached-through-routes.ts'
import { REACHED_THROUGH_VALUES } from '../lint/cases/reached-through-values.ts'
import { UNREACHED_BARRIERS } from '../lint/cases/unreached-barriers.ts'
import { UNREACHED_LOOK_ALIKES } from '../lint/cases/unreached-look-alikes.ts'
import { IMPORTS, unmark } from '../lint/lint-fixture.ts'

const PREFETCHING = `export const Route = createFileRoute('/a')({ loader: () => getSignInUrl() })`

/** What parsers differ in, around a finding or beside it. */
const SYNTAX: Record<string, string> = {
  'Windows line ends': `${IMPORTS}// one\r\n/* two */\r\n${PREFETCHING}\r\n`,
  'characters beyond the basic plane': `${IMPORTS}const smile = '😀😀'; ${PREFETCHING}`,
  'a hashbang': `#!/usr/bin/env node\n${IMPORTS}${PREFETCHING}`,
  'optional chains': `${IMPORTS}export const Route = createFileRoute?.('/a')?.({ loader: () => (getSignInUrl)?.() })`,
  'regular expressions and templates': `${IMPORTS}const a = [/x/u, \`\${1}y\`, tag\`z\`, 1n]; ${PREFETCHING}`,
  'classes with everything': `${IMPORTS}
    class Links { static #a = 1; static { this.b = 2 } get c() { return 3 } static for() { return getSignInUrl() } }
    export const Route = createFileRoute('/a')({ loader: () => Links.for() })`,
  'type syntax': `${IMPORTS}
    import type { A } from 'a'
    import { type B } from 'b'
    abstract class Links<T> { declare x: number; abstract y(): void; constructor(private readonly z: T) {} for(this: Links<T>): string; for() { return getSignInUrl() as unknown as string } }
    enum E { A = 1 }
    declare function f(): void
    namespace N { export const g = () => getSignInUrl<string>() }
    export const Route = createFileRoute('/a')({ loader: () => (<const T,>(x: T) => getSignInUrl() satisfies unknown)(1)! })`,
  decorators: `${IMPORTS}@injectable() class A { @field x = 1; @method() m() {} }\n${PREFETCHING}`,
  'our comment with a reason': `${IMPORTS}// authkit-disable-next-line AK001 -- shown once\n${PREFETCHING}`,
  'our comment without a reason': `${IMPORTS}// authkit-disable-next-line AK001\n${PREFETCHING}`,
}

/** Apps of several modules, of which editors see one at a time. */
const APPS: [name: string, files: Files][] = [
  ...Object.entries({ ...REACHED_THROUGH_IMPORTS, ...REACHED_THROUGH_ROUTES, ...REACHED_THROUGH_VALUES }).map(
    ([name, { files }]): [string, Files] => [`reached: ${name}`, files],
  ),
  ...Object.entries(UNREACHED_BARRIERS),
  ...Object.entries(UNREACHED_LOOK_ALIKES),
]

/** Every kind of module there is a case for, by name. */
export const SOURCES: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(PREFETCHED).map(([name, marked]) => [`found: ${name}`, unmark(marked).source]),
  ),
  ...Object.fromEntries(
    Object.entries(HARMLESS)
      .filter(([name]) => name !== 'a syntax error')
      .map(([name, source]) => [`harmless: ${name}`, source]),
  ),
  ...Object.fromEntries(
    Object.entries(HARMLESS_TOKENS).map(([name, source]) => [`no token: ${name}`, source]),
  ),
  ...Object.fromEntries(
    APPS.flatMap(([name, files]) =>
      Object.entries(files)
        .filter(([file]) => /\.[jt]sx?$/.test(file))
        .map(([file, source]) => [`${name}: ${file}`, source]),
    ),
  ),
  ...Object.fromEntries(
    moduleRules.flatMap(({ meta }) => [
      ...meta.incorrect.map(({ title, code }) => [`${meta.code} incorrect: ${title}`, code] as const),
      ...meta.correct.map(({ title, code }) => [`${meta.code} correct: ${title}`, code] as const),
    ]),
  ),
  ...Object.fromEntries(Object.entries(SYNTAX).map(([name, source]) => [`syntax: ${name}`, source])),
}
