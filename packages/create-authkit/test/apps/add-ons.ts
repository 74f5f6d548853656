import { mkdir } from 'node:fs/promises'
import {
  createApp,
  createDefaultEnvironment,
  finalizeAddOns,
  getAllAddOns,
  getFrameworkById,
  populateAddOnOptionsDefaults,
} from '@tanstack/create'

/** All add-ons are of apps whose routes are files, as all of Start's are. */
const MODE = 'file-router'

const react = reactFramework()
const all = getAllAddOns(react, MODE)

/** Every add-on of @tanstack/cli for React: toolchains, hosts and example apps too. */
export const addOnIds: readonly string[] = all.map(({ id }) => id).toSorted()

/** Every two add-ons that @tanstack/cli lets its users choose together. */
export const addOnPairs: readonly (readonly [string, string])[] = addOnIds.flatMap((first, index) =>
  addOnIds
    .slice(index + 1)
    .filter((second) => !excludeEachOther(first, second))
    .map((second) => [first, second] as const),
)

/**
 * Writes what `tanstack create --no-install` writes, by the functions that it calls: hundreds of apps are made this
 * way, and a process for each takes longer than all the rest. Nothing is installed and no command is run.
 */
export async function writeAddOnApp(folder: string, addOns: readonly string[]): Promise<void> {
  const chosenAddOns = await finalizeAddOns(react, MODE, [...addOns])
  await mkdir(folder, { recursive: true })
  await createApp(
    { ...createDefaultEnvironment(), execute: () => Promise.resolve({ stdout: '' }) },
    {
      projectName: 'my-app',
      targetDir: folder,
      framework: react,
      mode: MODE,
      typescript: true,
      tailwind: true,
      packageManager: 'pnpm',
      git: false,
      install: false,
      intent: false,
      chosenAddOns,
      addOnOptions: populateAddOnOptionsDefaults(chosenAddOns),
      starter: undefined,
      projectPreset: 'default',
      includeExamples: true,
      envVarValues: {},
    },
  )
}

/** Two hosts, two linters, two of what signs users in: its prompts offer one of them. */
function excludeEachOther(first: string, second: string): boolean {
  const [one = [], other = []] = [first, second].map((id) => all.find((addOn) => addOn.id === id)?.exclusive)
  return one.some((category) => other.includes(category))
}

function reactFramework(): NonNullable<ReturnType<typeof getFrameworkById>> {
  const framework = getFrameworkById('react')
  if (framework === undefined) throw new Error('@tanstack/create has no framework for React any more.')
  return framework
}

/**
 * Apps of up to `size` add-ons, so that each of `pairs` is in one of them: far fewer apps than pairs.
 */
export function groupsOf(pairs: readonly (readonly [string, string])[], size: number): string[][] {
  const allowed = new Set(pairs.map(([first, second]) => `${first} ${second}`))
  const goTogether = (one: string, other: string): boolean =>
    allowed.has(`${one} ${other}`) || allowed.has(`${other} ${one}`)
  const open = new Map(pairs.map((pair) => [pair.join(' '), pair]))
  const groups: string[][] = []
  for (const pair of open.values()) {
    const group: string[] = [...pair]
    while (group.length < size) {
      const next = mostOpen(group, open.values(), goTogether)
      if (next === null) break
      group.push(next)
    }
    for (const [key, [first, second]] of open) {
      if (group.includes(first) && group.includes(second)) open.delete(key)
    }
    groups.push(group.toSorted())
  }
  return groups
}

/** The add-on that goes with all of a group and is in most of the open pairs with one of it; `null` for none. */
function mostOpen(
  group: readonly string[],
  open: Iterable<readonly [string, string]>,
  goTogether: (one: string, other: string) => boolean,
): string | null {
  const counts = new Map<string, number>()
  for (const [first, second] of open) {
    for (const [inside, outside] of [
      [first, second],
      [second, first],
    ] as const) {
      if (!group.includes(inside) || group.includes(outside)) continue
      if (group.every((member) => goTogether(member, outside)))
        counts.set(outside, (counts.get(outside) ?? 0) + 1)
    }
  }
  const [best = null] = [...counts].toSorted(([, one], [, other]) => other - one)
  return best === null ? null : best[0]
}
