import type { AppRecipe } from '../harness/app.ts'

/** An app of @tanstack/cli with add-ons. */
export interface AddOnApp {
  /** For the name of the test. */
  readonly title: string
  readonly recipe: AppRecipe
}

/** Releases that install together, where the newest ones did not: one asked for a package that was not published. */
const versions = {
  clerk: { '@clerk/tanstack-react-start': '1.5.12', '@clerk/backend': '3.20.1', '@clerk/react': '6.16.1' },
  betterAuth: { 'better-auth': '1.7.7' },
} as const

/** Every add-on that meets what the command line edits, several to an app to keep the run short. */
export const combinedAddOnApps: AddOnApp[] = [
  {
    title: 'clerk, tanstack-query, t3env and cloudflare',
    recipe: { addOns: ['clerk', 'tanstack-query', 't3env', 'cloudflare'], versions: versions.clerk },
  },
  {
    title: 'better-auth, sentry, paraglide and netlify',
    recipe: { addOns: ['better-auth', 'sentry', 'paraglide', 'netlify'], versions: versions.betterAuth },
  },
]

/** The add-ons one by one, as far as their apps run without keys and without a network. */
export const runnableAddOnApps: (AddOnApp & { readonly signIn?: string })[] = [
  { title: 'tanstack-query', recipe: { addOns: ['tanstack-query'] } },
  { title: 't3env', recipe: { addOns: ['t3env'] } },
  { title: 'sentry', recipe: { addOns: ['sentry'] } },
  { title: 'netlify', recipe: { addOns: ['netlify'] } },
  { title: 'cloudflare', recipe: { addOns: ['cloudflare'] } },
  {
    title: 'better-auth',
    recipe: { addOns: ['better-auth'], versions: versions.betterAuth },
    // better-auth answers everything below /api/auth, so AuthKit's routes stand elsewhere.
    signIn: '/auth/sign-in',
  },
]
