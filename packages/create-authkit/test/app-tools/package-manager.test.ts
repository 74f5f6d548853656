import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import {
  filesOfInstall,
  install,
  installCommand,
  scriptCommand,
} from '../../src/app-tools/package-manager.ts'
import type { PackageManagerName } from '../../src/project/project.ts'
import { packageManagerThat, startApp } from '../start-app.ts'
import { sampleProject } from './sample-project.ts'

const NEVER = new AbortController().signal

test.each<{ name: PackageManagerName; file?: string; text?: string; command: string }>([
  { name: 'npm', command: 'npm i --ignore-scripts --include=dev --no-audit --no-fund' },
  {
    name: 'pnpm',
    command: 'pnpm i --ignore-scripts --no-frozen-lockfile --prod=false --config.confirm-modules-purge=false',
  },
  { name: 'yarn', command: 'yarn install --ignore-scripts --non-interactive --production=false' },
  {
    name: 'yarn',
    file: 'yarn.lock',
    text: '# yarn lockfile v1\n',
    command: 'yarn install --ignore-scripts --non-interactive --production=false',
  },
  { name: 'yarn', file: '.yarnrc.yml', text: '', command: 'yarn install --mode=skip-build' },
  {
    name: 'yarn',
    file: 'yarn.lock',
    text: '__metadata:\n  version: 8\n',
    command: 'yarn install --mode=skip-build',
  },
  { name: 'bun', command: 'bun install --ignore-scripts' },
])('$name ($file) installs with `$command`', async ({ name, file, text, command }) => {
  const root = startApp()
  if (file !== undefined) writeFileSync(join(root, file), text ?? '')
  const project = await sampleProject(root, { packageManager: { name, lockfile: null } })

  const resolved = installCommand(project)

  expect([resolved.command, ...resolved.args].join(' ')).toBe(command)
})

test.each<{ name: PackageManagerName; command: string }>([
  { name: 'npm', command: 'npm run dev' },
  { name: 'pnpm', command: 'pnpm dev' },
  { name: 'yarn', command: 'yarn dev' },
  { name: 'bun', command: 'bun run dev' },
])('a script of a $name app is typed `$command`', ({ name, command }) => {
  expect(scriptCommand(name, 'dev')).toBe(command)
})

test('the files of an install lie in the app, and in its workspace', async () => {
  const root = startApp()
  const alone = await sampleProject(root, { packageManager: { name: 'npm', lockfile: null } })

  expect(filesOfInstall(alone)).toEqual(['package-lock.json', 'npm-shrinkwrap.json'])
  expect(filesOfInstall({ ...alone, root: '/repo/apps/web', workspaceRoot: '/repo' }).slice(2)).toEqual([
    '../../package-lock.json',
    '../../npm-shrinkwrap.json',
  ])
})

test('the package manager runs in the app, without secrets, and not for production', async () => {
  const root = startApp()
  const bin = packageManagerThat('pnpm', 'pwd -P > where; env > environment')
  const env = {
    PATH: `${bin}:${process.env['PATH']}`,
    WORKOS_API_KEY: 'sk_test_secret',
    NODE_ENV: 'production',
    KEPT: 'yes',
  }

  await install(await sampleProject(root), env, NEVER)

  const environment = readFileSync(join(root, 'environment'), 'utf8').split('\n')
  expect(readFileSync(join(root, 'where'), 'utf8').trim()).toMatch(new RegExp(`${root}$`))
  expect(environment).toContain('KEPT=yes')
  expect(environment.filter((line) => /^(WORKOS_API_KEY|NODE_ENV)=/.test(line))).toEqual([])
})

test('a failure tells what the package manager said last', async () => {
  const root = startApp()
  const bin = packageManagerThat('pnpm', 'seq 1 100; echo "the reason" >&2; exit 7')

  const failure = install(await sampleProject(root), { PATH: `${bin}:${process.env['PATH']}` }, NEVER)

  await expect(failure).rejects.toMatchObject({
    code: 'ERR_INSTALL_FAILED',
    exitCode: 1,
    message: '`pnpm install` failed with exit code 7.',
    help: expect.stringMatching(/the reason(.|\n)*--no-install/),
  })
  await expect(failure).rejects.toMatchObject({ help: expect.not.stringContaining('\n50\n') })
})

test('a package manager that is not there is named', async () => {
  const project = await sampleProject(startApp())

  await expect(install(project, { PATH: '/nowhere' }, NEVER)).rejects.toMatchObject({
    code: 'ERR_INSTALL_FAILED',
    message: 'This app uses pnpm, and there is no `pnpm` on the PATH.',
  })
})
