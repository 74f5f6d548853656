import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, inject, test } from 'vitest'
import { run, runAnyway } from '../harness/run.ts'
import { fixturesRoot, workspaceRoot } from '../harness/workspace.ts'

const LINTERS = ['eslint@10.15.0', 'typescript-eslint@8.73.0', 'typescript@6.0.3', 'oxlint@1.94.0']
/** What the fixture is found to have, and where. */
const PLACE = { line: 5, column: 43 }

let cwd: string

/** A folder with the packed plugin and both linters, each configured as docs/editors.md says. */
beforeAll(async () => {
  const { folder, environment, tarballs } = inject('run')
  const tarball = tarballs.find(({ name }) => name === 'vite-plugin-authkit-start')
  cwd = join(folder, 'editors')
  await mkdir(join(cwd, 'src'), { recursive: true })
  const page = await readFile(join(workspaceRoot, 'docs/editors.md'), 'utf8')
  await writeFile(join(cwd, 'package.json'), '{ "private": true, "type": "module" }\n')
  await writeFile(join(cwd, 'eslint.config.js'), firstBlock(page, 'js'))
  await writeFile(join(cwd, '.oxlintrc.json'), firstBlock(page, 'json'))
  await writeFile(
    join(cwd, 'src/prefetched.tsx'),
    await readFile(join(fixturesRoot, 'lint/prefetched.tsx'), 'utf8'),
  )
  // The peers are the app's own, and no linter needs them.
  const packages = [tarball?.file ?? '', ...LINTERS]
  await run('npm', ['install', '--legacy-peer-deps', ...packages], { cwd, env: environment })
})

test('ESLint finds what a build finds, and links to a page that is there', async () => {
  const script = `
    import { ESLint } from 'eslint'
    const eslint = new ESLint()
    const results = await eslint.lintFiles('src')
    const { 'authkit/no-prefetched-auth-url': { docs } } = eslint.getRulesMetaForResults(results)
    process.stdout.write(JSON.stringify({ messages: results.flatMap(({ messages }) => messages), page: docs.url }))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd })
  const { messages, page } = JSON.parse(stdout) as { messages: object[]; page: string }
  expect(messages).toMatchObject([{ ruleId: 'authkit/no-prefetched-auth-url', severity: 2, ...PLACE }])
  expect(await readFile(fileURLToPath(page), 'utf8')).toContain('# AK001 no-prefetched-auth-url')
})

test('oxlint finds what a build finds', async () => {
  const oxlint = join(cwd, 'node_modules/oxlint/bin/oxlint')
  const { stdout, exitCode } = await runAnyway(process.execPath, [oxlint, '--format', 'json', 'src'], { cwd })
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: object[] }
  expect(exitCode).toBe(1)
  expect(diagnostics).toMatchObject([
    { code: 'authkit(no-prefetched-auth-url)', severity: 'error', labels: [{ span: PLACE }] },
  ])
})

/** The first piece of code of a page in a language. */
function firstBlock(page: string, language: string): string {
  const [, code = ''] = page.match(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms')) ?? []
  return code
}
