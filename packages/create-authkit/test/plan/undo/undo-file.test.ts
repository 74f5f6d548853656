import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { planUndo } from '../../../src/plan/undo/plan-undo.ts'
import { readTree } from '../../file-tree.ts'
import { apply, SAMPLE_APP, samplePlan } from '../sample-plan.ts'
import { startApp } from '../../start-app.ts'
import { appAfterRun, undo, writeFiles } from './undoable-app.ts'

const CONFIG = `import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [start()],
})
`
const WITH_PLUGIN = CONFIG.replace(
  "from 'vite'\n",
  "from 'vite'\nimport { authkit } from 'vite-plugin-authkit-start'\n",
).replace('plugins: [start()]', 'plugins: [authkit(), start()]')

describe('a file that was edited since', () => {
  test.each([
    {
      name: 'far from what the run wrote is merged',
      edit: (text: string) => text.replace('export default', '// mine\nexport default'),
      expected: CONFIG.replace('export default', '// mine\nexport default'),
    },
    {
      name: 'at both ends is merged',
      edit: (text: string) => `// first\n\n${text}// last\n`,
      expected: `// first\n\n${CONFIG}// last\n`,
    },
    {
      name: 'by taking back a part by hand is merged with the rest',
      edit: (text: string) => text.replace("import { authkit } from 'vite-plugin-authkit-start'\n", ''),
      expected: CONFIG,
    },
  ])('$name', ({ edit, expected }) => {
    const root = appAfterRun({ 'vite.config.ts': [CONFIG, WITH_PLUGIN] })
    writeFileSync(join(root, 'vite.config.ts'), edit(WITH_PLUGIN))

    const { left } = undo(root)

    expect(left).toEqual([])
    expect(readFileSync(join(root, 'vite.config.ts'), 'utf8')).toBe(expected)
  })

  test.each([
    {
      name: 'in the same line is left',
      edit: (text: string) => text.replace('authkit(),', 'authkit({ lint: false }),'),
      why: 'line 5 was edited since, beside or in what the run wrote',
    },
    {
      name: 'beside it is left',
      edit: (text: string) => text.replace("-start'\n", "-start'\nimport other from 'other'\n"),
      why: 'line 2 was edited since, beside or in what the run wrote',
    },
    {
      name: 'in all its line ends is left',
      edit: (text: string) => text.replaceAll('\n', '\r\n'),
      why: 'line 1 was edited since, beside or in what the run wrote',
    },
    { name: 'by deleting it is left', edit: () => null, why: 'it was deleted since' },
  ])('$name, with the reason', ({ edit, why }) => {
    const root = appAfterRun({ 'vite.config.ts': [CONFIG, WITH_PLUGIN], 'src/start.ts': [null, 'start\n'] })
    const path = join(root, 'vite.config.ts')
    const edited = edit(WITH_PLUGIN)
    if (edited === null) rmSync(path)
    else writeFileSync(path, edited)

    const { left } = undo(root)

    expect(left).toMatchObject([{ path: 'vite.config.ts', why }])
    expect(readTree(root)).toEqual(edited === null ? {} : { 'vite.config.ts': `644 ${edited}` })
  })

  test('says what would have been taken back, and that the app will not build', () => {
    const root = appAfterRun({ 'vite.config.ts': [CONFIG, WITH_PLUGIN] })
    writeFileSync(join(root, 'vite.config.ts'), WITH_PLUGIN.replace('start()', 'start({})'))

    const plan = planUndo(root)

    expect(plan?.left[0]?.hunks.flatMap(({ lines }) => lines)).toContain(
      "-import { authkit } from 'vite-plugin-authkit-start'",
    )
    expect(plan?.plan.notes).toEqual([
      'The app will not build until what the run added is out of vite.config.ts.',
    ])
  })

  test('a merge that would not be code is not made', () => {
    const before = 'a()\n\n\nb()\n'
    const after = '{\na()\n\n\nb()\n}\n'
    const root = appAfterRun({ 'a.ts': [before, after] })
    writeFileSync(join(root, 'a.ts'), '{\na()\n\n}\n{\n\nb()\n}\n')

    expect(undo(root).left).toMatchObject([{ path: 'a.ts', why: expect.stringContaining('valid code') }])
  })

  test('that the run made is left, whatever was edited', () => {
    const root = appAfterRun({ 'src/start.ts': [null, 'export {}\n'] })
    writeFileSync(join(root, 'src/start.ts'), 'export {}\n// mine\n')

    expect(undo(root).left).toMatchObject([{ path: 'src/start.ts' }])
    expect(readTree(root)['src/start.ts']).toBe('644 export {}\n// mine\n')
  })

  test('a folder that holds a file of the user’s stays', () => {
    const root = appAfterRun({ 'src/api/auth.ts': [null, 'auth\n'] })
    writeFiles(root, { 'src/api/mine.ts': 'mine\n' })

    undo(root)

    expect(Object.keys(readTree(root))).toEqual(['src', 'src/api', 'src/api/mine.ts'])
  })

  test('a link or a folder in the place of a file that the run made is left', () => {
    const root = appAfterRun({ 'a.ts': [null, 'a\n'], 'b.ts': [null, 'b\n'] })
    rmSync(join(root, 'b.ts'))
    writeFiles(root, { 'mine.ts': 'a\n', 'b.ts/c.ts': 'c\n' })
    rmSync(join(root, 'a.ts'))
    symlinkSync('mine.ts', join(root, 'a.ts'))
    const before = readTree(root)

    expect(planUndo(root)).toMatchObject({ plan: { files: [] }, left: [{ path: 'a.ts' }, { path: 'b.ts' }] })
    expect(readTree(root)).toEqual(before)
  })

  test('bytes that are no text any more are left', () => {
    const root = appAfterRun({ 'a.ts': ['a\n', 'b\n'] })
    writeFileSync(join(root, 'a.ts'), Buffer.from([0xff, 0xfe]))

    expect(undo(root).left).toMatchObject([{ path: 'a.ts', why: 'it is no UTF-8 text' }])
    expect(readFileSync(join(root, 'a.ts'))).toEqual(Buffer.from([0xff, 0xfe]))
  })
})

test('after everything was taken back by hand there is nothing to undo', () => {
  const root = appAfterRun({ 'a.ts': ['a\n', 'b\n'], 'new.ts': [null, 'n\n'] })
  writeFileSync(join(root, 'a.ts'), 'a\n')
  rmSync(join(root, 'new.ts'))

  expect(planUndo(root)).toBeNull()
})

describe('package.json', () => {
  const before = `${JSON.stringify({ name: 'app', devDependencies: { vite: '1' } }, null, 2)}\n`
  const after = before.replace('"vite": "1"', '"vite": "1",\n    "vite-plugin-authkit-start": "^0.1.0"')

  test.each([
    {
      name: 'loses our package although another was added right below it',
      edit: after.replace('"^0.1.0"', '"^0.1.0",\n    "zod": "3"'),
      expected: before.replace('"vite": "1"', '"vite": "1",\n    "zod": "3"'),
    },
    {
      name: 'keeps what was edited elsewhere',
      edit: after.replace('"app"', '"renamed"'),
      expected: before.replace('"app"', '"renamed"'),
    },
  ])('$name', ({ edit, expected }) => {
    const root = appAfterRun({ 'package.json': [before, after] })
    writeFileSync(join(root, 'package.json'), edit)

    expect(undo(root).left).toEqual([])
    expect(readFileSync(join(root, 'package.json'), 'utf8')).toBe(expected)
  })

  test('is left when our package has another version by now', () => {
    const root = appAfterRun({ 'package.json': [before, after] })
    writeFileSync(join(root, 'package.json'), after.replace('^0.1.0', '^0.2.0'))

    expect(undo(root).left).toMatchObject([
      { why: 'it was edited since, and `vite-plugin-authkit-start` has another value by now' },
    ])
  })
})

describe('files that tools write', () => {
  function installedApp(): { root: string; before: Record<string, string> } {
    const root = startApp()
    writeFiles(
      root,
      Object.fromEntries(
        Object.entries(SAMPLE_APP).map(([path, file]) => [path, typeof file === 'string' ? file : file.text]),
      ),
    )
    const before = readTree(root)
    const sharedFiles = [
      'package.json',
      'pnpm-lock.yaml',
      'pnpm-workspace.yaml',
      'src/routeTree.gen.ts',
      'bun.lock',
    ]
    const transaction = apply(samplePlan(root), { sharedFiles, undoable: true })
    writeFiles(root, {
      'pnpm-lock.yaml': 'lockfileVersion: 9\nwith: plugin\n',
      'pnpm-workspace.yaml': 'made by the install\n',
      'src/routeTree.gen.ts': 'generated\n',
      'package.json': `${readFileSync(join(root, 'package.json'), 'utf8')}\n`,
    })
    transaction.commit()
    return { root, before }
  }

  test('are given back when nothing has changed them since', () => {
    const { root, before } = installedApp()

    const { left, plan } = undo(root)

    expect(left).toEqual([])
    expect(plan.needsInstall).toBe(true)
    expect(readTree(root)).toEqual(before)
  })

  test('are left when they were written anew, and it is said who puts them right', () => {
    const { root } = installedApp()
    writeFiles(root, { 'pnpm-lock.yaml': 'newer\n', 'src/routeTree.gen.ts': 'newer\n' })

    expect(undo(root).left.map(({ path, why }) => `${path}: ${why}`)).toEqual([
      'pnpm-lock.yaml: it was changed since; the next install puts it right',
      'src/routeTree.gen.ts: it was generated anew since; the next `dev` or `build` does that again',
    ])
    expect(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')).toBe('newer\n')
  })
})
