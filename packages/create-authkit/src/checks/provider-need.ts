import { AUTHKIT_PROVIDER } from '../codemods/root-route/authkit-provider.ts'
import { importsModule } from '../codemods/imports-module.ts'
import { findModules } from '../lint/find-modules.ts'
import type { Plan } from '../plan/plan.ts'
import type { Project } from '../project/project.ts'
import { provider } from '../steps/provider.ts'

/**
 * Whether the app is set up without the provider and does without it, as after `--no-provider`: nothing that it wrote
 * imports a hook that would look for one.
 */
export async function lacksNeedForProvider(project: Project, plan: Plan): Promise<boolean> {
  // Where it can't be told whether the provider is there, it is not known to be missing either.
  const isMissing = plan.files.some(({ step }) => step === provider.name)
  if (!isMissing || project.authkitOptions === null) return false
  const { root, srcDirectory, generatedRouteTree } = project
  const modules = await findModules(root, srcDirectory, [generatedRouteTree])
  return !modules.some((path) => {
    const relative = path.slice(root.length + 1).replaceAll('\\', '/')
    return importsModule(project.read(relative) ?? '', AUTHKIT_PROVIDER.module)
  })
}
