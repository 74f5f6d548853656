import { beforeAll, describe, expect, test } from 'vitest'
import type { App } from '../harness/app.ts'
import { buildWithGraphs } from '../harness/build-graph.ts'
import { typeErrors } from '../harness/type-errors.ts'
import { appWithoutVendor, moveToOurNames } from '../harness/vendor-apps.ts'

describe('an app with compat: true goes on', () => {
  let app: App

  beforeAll(async () => {
    app = await appWithoutVendor()
  })

  test('without the packages of WorkOS, with our types', async () => {
    await expectOurBuild(app)
    expect(await typeErrors(app)).toEqual([])
  })

  test('to our own names, without compat', async () => {
    await moveToOurNames(app)
    await expectOurBuild(app)
    expect(await typeErrors(app)).toEqual([])
  })
})

async function expectOurBuild(app: App): Promise<void> {
  const { client, ssr } = await buildWithGraphs(app)
  for (const graph of [client, ssr]) {
    expect(graph.rendered).toContainEqual(expect.stringContaining('/vite-plugin-authkit-start/dist/runtime/'))
    expect(graph.loaded.filter((id) => /authkit-tanstack-react-start|authkit-session/.test(id))).toEqual([])
  }
}
