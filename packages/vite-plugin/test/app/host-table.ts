import {
  copyAllHeaders,
  copyFirstOfEach,
  copyJoined,
  copyLastOfEach,
  copyReversed,
  forwarded,
  internalAddress,
  silent,
  xForwarded,
} from './hosts.ts'
import type { HostOptions } from './hosted-app.ts'

/** A kind of host, as docs/hosts.md lists it. */
export interface Host extends HostOptions {
  readonly name: string
  /** Whether browsers reach it over TLS. */
  readonly isSecure: boolean
  /** Path below which the app is served. */
  readonly basePath?: string
}

const plain = (name: string, copyHeaders: HostOptions['copyHeaders']): Host => ({
  name,
  isSecure: false,
  copyHeaders,
})

const behindTls = (name: string, options: Partial<Host>): Host => ({
  name,
  isSecure: true,
  copyHeaders: copyAllHeaders,
  proxyHeaders: xForwarded,
  ...options,
})

/** Every kind of host that is tested. */
export const HOSTS: readonly Host[] = [
  plain('passes every `Set-Cookie` on', copyAllHeaders),
  plain('keeps the last `Set-Cookie`', copyLastOfEach),
  plain('keeps the first `Set-Cookie`', copyFirstOfEach),
  plain('reverses them', copyReversed),
  plain('joins them with commas', copyJoined),
  behindTls('TLS proxy, `X-Forwarded-Proto`', {}),
  behindTls('TLS proxy, `Forwarded`', { proxyHeaders: forwarded }),
  behindTls('TLS proxy that says nothing', { proxyHeaders: silent }),
  behindTls('TLS proxy to an internal address over http', { proxyHeaders: internalAddress }),
  behindTls('TLS proxy, keeps the last `Set-Cookie`', { copyHeaders: copyLastOfEach }),
  behindTls('drops header lines over 4,096 bytes', { maxHeaderLine: 4096 }),
  behindTls('below a path of the host', { basePath: '/portal' }),
]

/** What a visitor does there, as the columns of the table. */
export const JOURNEYS = [
  'sign-in',
  'refresh',
  'switch',
  'sign-out',
  "refresh beside the app's own cookies",
  'session in several cookies',
] as const

export type Journey = (typeof JOURNEYS)[number]

/** The table of docs/hosts.md, as the formatter leaves it. */
export function renderHostTable(rows: ReadonlyMap<string, ReadonlyMap<Journey, boolean>>): string {
  const cells = [
    ['Host', ...JOURNEYS],
    ...[...rows].map(([name, outcomes]) => [
      name,
      ...JOURNEYS.map((journey) => (outcomes.get(journey) === true ? 'yes' : 'no')),
    ]),
  ]
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[], fill = ' '): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`
  const [head = [], ...body] = cells
  return [
    line(head),
    line(
      head.map(() => ''),
      '-',
    ),
    ...body.map((row) => line(row)),
  ].join('\n')
}
