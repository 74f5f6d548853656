import type { AppRecipe } from '../harness/app.ts'

/** An app of @tanstack/cli with add-ons. */
export interface AddOnApp {
  /** For the name of the test. */
  readonly title: string
  readonly recipe: AppRecipe
}

/** A release that installs, where the newest one did not: it asked for a package that was not published. */
const BETTER_AUTH = { 'better-auth': '1.7.7' }

/** The add-ons one by one, as far as their apps run without keys and without a network. */
export const runnableAddOnApps: (AddOnApp & { readonly signIn?: string })[] = [
  { title: 'tanstack-query', recipe: { addOns: ['tanstack-query'] } },
  { title: 't3env', recipe: { addOns: ['t3env'] } },
  { title: 'sentry', recipe: { addOns: ['sentry'] } },
  { title: 'netlify', recipe: { addOns: ['netlify'] } },
  { title: 'cloudflare', recipe: { addOns: ['cloudflare'] } },
  {
    title: 'better-auth',
    recipe: { addOns: ['better-auth'], versions: BETTER_AUTH },
    // better-auth answers everything below /api/auth, so AuthKit's routes stand elsewhere.
    signIn: '/auth/sign-in',
  },
]
