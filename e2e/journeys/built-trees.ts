/** An app tree that is built with the packages it names, served and signed into. */
export interface BuiltTree {
  /** As in `packages/create-authkit/test/apps/trees/`: group and name. */
  readonly name: string
  /** What serves the build, as the proof says it; Vite's preview unless told. */
  readonly server?: string
  /** Written in JavaScript: there are no types to check. */
  readonly untyped?: true
  /** Folders that the app's own tools write to while it is built. */
  readonly written?: readonly string[]
}

/** Trees of every group, chosen for shapes that decide what is built and how it runs. */
export const builtTrees: readonly BuiltTree[] = [
  { name: 'layout/nothing unusual' },
  { name: 'layout/npm workspace' },
  { name: 'layout/pnpm workspace' },
  { name: 'layout/srcDirectory app' },
  { name: 'layout/srcDirectory . is the app itself' },
  { name: 'layout/routesDirectory under src/app' },
  { name: 'layout/routeToken layout' },
  { name: 'layout/generatedRouteTree moved' },
  { name: 'layout/flat routes' },
  { name: 'layout/options of Start in a const' },
  { name: 'layout/virtual route config' },
  { name: 'start-file/start.tsx, which a new start.ts would hide' },
  { name: 'start-file/an async callback' },
  { name: 'start-file/a module array that is pushed to' },
  { name: 'start-file/a helper that is awaited' },
  { name: 'start-file/a spread of a factory in another module' },
  { name: 'start-file/an early return outside the server' },
  { name: 'start-file/a default export, which Start does not read' },
  { name: 'start-file/start.entry' },
  { name: 'start-file/Sentry comes first' },
  { name: 'start-file/CSRF protection is there already' },
  { name: 'start-file/what was exported as startInstance elsewhere' },
  { name: 'root-route/component with the document' },
  { name: 'root-route/several outlets' },
  { name: 'root-route/a component around the document' },
  { name: 'root-route/a provider outside of html' },
  { name: 'root-route/scripts inside a provider' },
  { name: 'root-route/Wrap of the router' },
  { name: 'root-route/InnerWrap of the router' },
  { name: 'root-route/AuthKitProvider of another package' },
  { name: 'root-route/the document is in another file' },
  { name: 'root-route/compiled JSX in a JavaScript app', untyped: true },
  { name: 'vite-config/plugins in a const that is pushed to' },
  { name: 'vite-config/elements that are there or not', server: 'node .output/server/index.mjs' },
  { name: 'vite-config/a spread of tanstackStart()' },
  { name: 'vite-config/Cloudflare comes first' },
  { name: 'vite-config/merged configs' },
  { name: 'vite-config/vite.config.js in a TypeScript app' },
  { name: 'vite-config/Sentry comes last' },
  { name: 'vite-config/two configs that the scripts name' },
  { name: 'routes/a callback that is not ours' },
  { name: 'routes/pages of our names below a pathless layout' },
  { name: 'routes/a server entry that only hands on' },
  { name: 'env/a base path' },
  { name: 'env/t3-env' },
  { name: 'packages/npm' },
  { name: 'styled-apps/shadcn with tabs, Biome and providers in a module of their own' },
  { name: "whole-apps/Lovable's template", server: 'wrangler dev' },
  {
    name: 'hosted-apps/paraglide, which rewrites addresses in the server entry',
    server: 'node .output/server/index.mjs',
    written: ['project.inlang', 'src/paraglide'],
  },
  { name: 'hosted-apps/a turbo monorepo with catalogs and an auth package of another library' },
  { name: 'hosted-apps/a Worker with bindings, workers and its own .dev.vars' },
  { name: 'hosted-apps/nitro and tRPC, behind a base path', server: 'pnpm start' },
]
