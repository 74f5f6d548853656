import type { AppRecipe } from '../harness/app.ts'

/** An app of @tanstack/cli with add-ons. */
export interface AddOnApp extends AppRecipe {
  readonly addOns: readonly string[]
}

/** Releases that install together, where the newest ones did not: one asked for a package that was not published. */
const versions = {
  clerk: { '@clerk/tanstack-react-start': '1.5.12', '@clerk/backend': '3.20.1', '@clerk/react': '6.16.1' },
  betterAuth: { 'better-auth': '1.7.7' },
} as const

/** Every add-on that meets what the command line edits, several to an app to keep the run short. */
export const combinedAddOnApps: AddOnApp[] = [
  { addOns: ['clerk', 'tanstack-query', 't3env', 'cloudflare'], versions: versions.clerk },
  { addOns: ['better-auth', 'sentry', 'paraglide', 'netlify'], versions: versions.betterAuth },
]

/** The same add-ons, each in an app of its own, where @tanstack/cli's app runs without keys and without network. */
export const runnableAddOnApps: (AddOnApp & { readonly signInPath?: string })[] = [
  { addOns: ['tanstack-query'] },
  { addOns: ['t3env'] },
  { addOns: ['sentry'] },
  { addOns: ['netlify'] },
  { addOns: ['cloudflare'] },
  // better-auth answers everything below /api/auth, so AuthKit's routes stand elsewhere.
  { addOns: ['better-auth'], versions: versions.betterAuth, signInPath: '/auth/sign-in' },
]
