import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { beforeAll, expect, test } from 'vitest'

import { compare, type Comparison } from './compare.ts'
import { differencesPage } from './differences-page.ts'
import { DIFFERENCES } from './differences.ts'
import { localAuthKit, vendorEmulator } from './emulators.ts'
import { RESOURCE_STEPS } from './resource-steps.ts'
import { runScript } from './run-script.ts'
import { SIGN_IN_STEPS } from './sign-in-steps.ts'

const STEPS = [...RESOURCE_STEPS, ...SIGN_IN_STEPS]

/** By the name of the request. */
const found = new Map<string, Comparison>()

beforeAll(async () => {
  const ours = await runScript(localAuthKit(), STEPS)
  const vendor = await vendorEmulator()
  const theirs = await runScript(vendor, STEPS).finally(() => vendor.close())
  for (const [index, { name }] of STEPS.entries()) {
    const [answer, other] = [ours[index], theirs[index]]
    if (answer === undefined || other === undefined) throw new Error(`"${name}" has no answer.`)
    found.set(name, compare(answer, other))
  }
})

test('the local AuthKit answers as the emulator of WorkOS does, but for the differences that are listed', () => {
  const known = new Set(DIFFERENCES.flatMap(({ texts }) => texts))
  const unknown = [...found].map(
    ([name, { texts }]) => [name, texts.filter((text) => !known.has(text))] as const,
  )
  expect(unknown.filter(([, texts]) => texts.length > 0)).toStrictEqual([])
})

test('every difference that is listed is there', () => {
  const all = new Set([...found.values()].flatMap(({ texts }) => texts))
  const listed = DIFFERENCES.flatMap(({ texts }) => texts)
  expect(listed.filter((text) => !all.has(text))).toStrictEqual([])
})

test('each request of the script has a name of its own', () => {
  expect(found.size).toBe(STEPS.length)
})

test('docs/local-authkit-differences.md lists them', async () => {
  const manifest = fileURLToPath(new URL('../../package.json', import.meta.resolve('workos/emulate')))
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  await expect(differencesPage(found, { emulator: `version ${version}` })).toMatchFileSnapshot(
    '../../../../../docs/local-authkit-differences.md',
  )
})
