import { CliError } from '../cli-error.ts'
import type { Plan } from '../plan/plan.ts'
import { buildPlan } from '../plan/plan.ts'
import type { Project } from '../project/project.ts'
import { readProject } from '../project/read-project.ts'
import type { AuthPaths } from '../steps/auth-paths.ts'
import { DEFAULT_PATHS, findAuthPaths } from '../steps/auth-paths.ts'
import { guard } from '../steps/guard.ts'
import { steps } from '../steps/index.ts'
import type { Choices } from '../steps/step.ts'
import type { CheckedApp } from './app.ts'
import type { Check, CheckCode, Problem } from './check.ts'
import { problem, stateOf } from './check.ts'
import { CHECKS } from './check-table.ts'
import { checkCookiePassword, checkCredentials } from './check-credentials.ts'
import { checkDuplicates, checkInstalled, checkVersions } from './check-packages.ts'
import { checkPluginOrder } from './check-plugin-order.ts'
import { checkProduction } from './check-production.ts'
import { checkRedirectUri, findRedirectUri } from './check-redirect-uri.ts'
import { checkIgnored, checkPublicSecrets } from './check-secrets.ts'
import { checkVendorSdk } from './check-vendor-sdk.ts'
import { lacksNeedForProvider } from './provider-need.ts'
import type { DashboardSetting } from './dashboard.ts'
import { dashboardSettings } from './dashboard.ts'
import { developmentEnvironment } from './environment.ts'
import { wiringProblems } from './wiring.ts'

/** Everything `doctor` knows of an app. */
export interface Diagnosis {
  project: Project
  /** What the checks looked at. */
  app: CheckedApp
  /** What `--fix` does: the plan of init. The checks of the wiring are read from it. */
  plan: Plan
  checks: readonly Check[]
  paths: AuthPaths
  dashboard: readonly DashboardSetting[]
  /** Why the app must not be changed, although it could be checked. */
  refusal: CliError | null
}

/** Steps about source that an app in compat mode has in WorkOS' own words, which the steps do not know. */
const SOURCE_STEPS: readonly string[] = [
  'start-file',
  'callback-route',
  'sign-in-route',
  'sign-out-route',
  'provider',
  'vite-env',
]

/**
 * Checks an app: plans what init would do, and looks at the environment and the packages. Nothing is written, and no
 * code of the app is run.
 * @throws {CliError} when the app can't be read; what is only too old, or not to be changed, is a check
 */
export async function diagnose(cwd: string, env: NodeJS.ProcessEnv): Promise<Diagnosis> {
  const tooOld: CliError[] = []
  const project = await readProject(cwd, { onTooOld: (error) => tooOld.push(error) })
  const isCompat = project.authkitOptions?.['compat'] === true
  const conflict = isCompat ? null : await vendorConflict(project)
  const app = describeApp(project, env)
  const choices = choicesOf(app)
  const left = new Set([guard.name, ...(isCompat ? SOURCE_STEPS : []), ...settledSteps(app)])
  const wanted = steps.filter(({ name }) => !left.has(name))
  const whole = await buildPlan(project, choices, wanted)
  const needsProvider = !(await lacksNeedForProvider(project, whole))
  const plan = needsProvider ? whole : await buildPlan(project, { ...choices, additions: [] }, wanted)

  const isSecretsFile = (path: string): boolean => path === project.env.path
  const found: Record<CheckCode, readonly Problem[] | null> = {
    'package-json': wiringProblems(plan, { step: 'package-json' }),
    'vite-config': wiringProblems(plan, { step: 'vite-config' }),
    'start-file': sourceProblems('start-file'),
    'callback-route': sourceProblems('callback-route'),
    'sign-in-route': sourceProblems('sign-in-route'),
    'sign-out-route': sourceProblems('sign-out-route'),
    provider: needsProvider ? sourceProblems('provider') : null,
    'vite-env': sourceProblems('vite-env'),
    'env-local': wiringProblems(plan, { step: 'env-local', path: isSecretsFile }),
    'env-example': wiringProblems(plan, { step: 'env-example' }),
    'env-ignored': await checkIgnored(
      project,
      wiringProblems(plan, { step: 'env-local', path: (path) => !isSecretsFile(path) }),
    ),
    credentials: checkCredentials(app),
    'cookie-password': checkCookiePassword(app),
    'redirect-uri': checkRedirectUri(app, choices.credentials.kind === 'workos'),
    'public-secrets': checkPublicSecrets(app),
    'production-env': checkProduction(project),
    versions: checkVersions(tooOld),
    installed: checkInstalled(project),
    duplicates: checkDuplicates(project),
    'vendor-sdk': isCompat ? null : await checkVendorSdk(project, conflict),
    'plugin-order': checkPluginOrder(project),
  }
  return {
    project,
    app,
    plan,
    checks: toChecks(found),
    paths: app.paths,
    dashboard: dashboardSettings(app),
    refusal: conflict ?? tooOld[0] ?? null,
  }

  function sourceProblems(step: string): Problem[] {
    return isCompat ? [compatProblem(project)] : wiringProblems(plan, { step })
  }
}

async function vendorConflict(project: Project): Promise<CliError | null> {
  try {
    await guard.plan(project, { credentials: { kind: 'local' } })
    return null
  } catch (error) {
    if (error instanceof CliError) return error
    throw error
  }
}

function describeApp(project: Project, env: NodeJS.ProcessEnv): CheckedApp {
  const environment = developmentEnvironment(project, env)
  const emulator = project.authkitOptions?.['emulator']
  const hasKeys = environment.has('WORKOS_CLIENT_ID') || environment.has('WORKOS_API_KEY')
  return {
    project,
    environment,
    paths: findAuthPaths(project) ?? DEFAULT_PATHS,
    isLocal: emulator === true || (emulator !== false && !hasKeys),
  }
}

/** The credentials as the app has them in its file of secrets: what belongs beside them is a part of that step. */
function choicesOf(app: CheckedApp): Choices {
  const { project, environment } = app
  const clientId = environment.get('WORKOS_CLIENT_ID')
  const apiKey = environment.get('WORKOS_API_KEY')
  const isInFile = [clientId, apiKey].every((variable) => variable?.path === project.env.path)
  if (clientId === undefined || apiKey === undefined || !isInFile || findRedirectUri(app) !== null) {
    return { credentials: { kind: 'local' } }
  }
  return { credentials: { kind: 'workos', clientId: clientId.value, apiKey: apiKey.value } }
}

/** Secrets that are set elsewhere need no file. */
function settledSteps({ project, environment }: CheckedApp): string[] {
  const password = environment.get('WORKOS_COOKIE_PASSWORD')
  return password === undefined || password.path === project.env.path ? [] : ['env-local']
}

function compatProblem({ viteConfig }: Project): Problem {
  return problem(
    'unknown',
    viteConfig,
    'With authkit({ compat: true }) the source is written for WorkOS’ own package, which is not looked into.',
    '`create-authkit-start lint` checks such an app as well.',
  )
}

function toChecks(found: Readonly<Record<CheckCode, readonly Problem[] | null>>): Check[] {
  return Object.entries(CHECKS).map(([code, { title }]) => {
    // The keys of the table are the codes.
    const result = found[code as CheckCode]
    const problems = result ?? []
    return { code: code as CheckCode, title, state: stateOf(problems), applies: result !== null, problems }
  })
}
