import { isCloudflareWorkers } from '../engine.ts'

/** Where variables belong, for a message about one that is missing or wrong. */
export function whereToSet(): string {
  const places = isCloudflareWorkers()
    ? 'for development in .dev.vars, in the root of the project (or in .env.local, when there is no .dev.vars); in ' +
      'production with `wrangler secret put NAME`, or for what is no secret in `vars` of the Wrangler configuration'
    : 'for development in .env.local, in the root of the project; in production in the environment that the server ' +
      'is started with'
  return `Set it ${places}. Then restart. An empty value counts as not set.`
}
