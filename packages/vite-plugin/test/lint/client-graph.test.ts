import { describe, expect, test } from 'vitest'

import { findClientLeaks, type ClientGraph } from '../../src/lint/client-graph.ts'

/** Edges by module; modules whose name starts with `session` or `sdk` are server code, `~` ones have no code of their own. */
function graph(edges: Record<string, string[]>, entries = ['entry']): ClientGraph {
  const ids = new Set([...Object.keys(edges), ...Object.values(edges).flat()])
  return {
    entries,
    bundled: new Set([...ids].filter((id) => !id.startsWith('~') && !id.startsWith('session~'))),
    importsOf: (id) => edges[id] ?? [],
    isRuntimeLibrary: (id) => id === 'jose',
    serverCodeOf: (id) => {
      if (id.startsWith('session')) return 'session-toolkit'
      return id.startsWith('sdk') ? 'workos-sdk' : undefined
    },
  }
}

const chains = (given: ClientGraph): string[] =>
  findClientLeaks(given).map((leak) => `${leak.chain.join(' > ')} (${leak.serverCode})`)

describe('findClientLeaks', () => {
  test.each<{ name: string; given: ClientGraph; found: string[] }>([
    { name: 'nothing', given: graph({ entry: ['a'], a: ['jose'] }), found: [] },
    {
      name: 'a direct import',
      given: graph({ entry: ['a'], a: ['session'] }),
      found: ['entry > a > session (session-toolkit)'],
    },
    {
      name: 'the shortest of several ways',
      given: graph({ entry: ['a', 'd'], a: ['b'], b: ['c'], c: ['session'], d: ['c'] }),
      found: ['entry > d > c > session (session-toolkit)'],
    },
    {
      name: 'a circle',
      given: graph({ entry: ['a'], a: ['b'], b: ['a', 'session'] }),
      found: ['entry > a > b > session (session-toolkit)'],
    },
    {
      name: 'one leak for the modules that one brings along',
      given: graph({ entry: ['a'], a: ['session'], session: ['session-2', 'session-3', 'jose'] }),
      found: ['entry > a > session (session-toolkit)'],
    },
    {
      name: 'a server module without code of its own that passes on others',
      given: graph({ entry: ['a'], a: ['session~index'], 'session~index': ['session-seal'] }),
      found: ['entry > a > session~index (session-toolkit)'],
    },
    {
      name: 'two places',
      given: graph({ entry: ['a', 'b'], a: ['session'], b: ['sdk'] }),
      found: ['entry > a > session (session-toolkit)', 'entry > b > sdk (workos-sdk)'],
    },
    {
      name: 'the way that has code, though a longer one',
      given: graph({ entry: ['~barrel', 'a'], '~barrel': ['session'], a: ['b'], b: ['session'] }),
      found: ['entry > a > b > session (session-toolkit)'],
    },
    {
      name: 'a way without code, when there is no other',
      given: graph({ entry: ['~barrel'], '~barrel': ['session'] }),
      found: ['entry > ~barrel > session (session-toolkit)'],
    },
    {
      name: 'several entries',
      given: graph({ one: ['a'], a: ['b'], b: ['sdk'], two: ['sdk'] }, ['one', 'two']),
      found: ['two > sdk (workos-sdk)'],
    },
    {
      name: 'server code that is only imported, and not in the bundle',
      given: { ...graph({ entry: ['a'], a: ['session'] }), bundled: new Set(['entry', 'a']) },
      found: [],
    },
    {
      name: 'a library of the runtime that comes by way of server code of which nothing is left',
      given: graph({ entry: ['a'], a: ['session~index'], 'session~index': ['jose'] }),
      found: ['entry > a > session~index (session-toolkit)'],
    },
    {
      name: 'a library of the runtime that the app uses too',
      given: graph({ entry: ['a', 'b'], a: ['session~index'], 'session~index': ['jose'], b: ['jose'] }),
      found: [],
    },
    {
      name: 'server code without a way to it',
      given: graph({ entry: ['a'], other: ['session'] }),
      found: [],
    },
  ])('$name', ({ given, found }) => {
    expect(chains(given)).toStrictEqual(found)
  })
})
