import { wrapWithProvider } from '../codemods/root-route/wrap-with-provider.ts'
import { restyle } from '../codemods/syntax/restyle.ts'
import { fromCodemod } from './from-codemod.ts'
import { type Step, wants } from './step.ts'

const SNIPPET = `import { AuthKitProvider } from 'virtual:authkit/client'

// in the component with <html>, around the pages: <AuthKitProvider>{children}</AuthKitProvider>
`

/** The root route: the provider around the pages, so that `useAuth()` works in them. */
export const provider: Step = {
  name: 'provider',
  plan({ rootRoute: { path }, read, style }, choices) {
    if (!wants(choices, 'provider')) return []
    const snippet = restyle(path, SNIPPET, style)
    const before = read(path)
    if (before === null) return [{ kind: 'manual', path, why: 'there is no root route', snippet }]
    const why = 'puts the AuthKit provider around the pages'
    return [fromCodemod(wrapWithProvider(path, before, style), { path, before, why, snippet })]
  },
}
