import { importsPackage } from '../codemods/imports-module.ts'
import type { CliError } from '../cli-error.ts'
import { findModules } from '../lint/find-modules.ts'
import type { Project } from '../project/project.ts'
import { VENDOR_PACKAGE } from '../project/requirements.ts'
import type { Problem } from './check.ts'
import { problem } from './check.ts'

/**
 * WorkOS' own SDK is neither a dependency nor imported.
 * @param refusal what init's guard says
 */
export async function checkVendorSdk(project: Project, refusal: CliError | null): Promise<Problem[]> {
  const { root, srcDirectory, generatedRouteTree } = project
  const modules = await findModules(root, srcDirectory, [generatedRouteTree])
  const importing = modules
    .map((path) => path.slice(root.length + 1).replaceAll('\\', '/'))
    .filter((path) => importsPackage(project.read(path) ?? '', VENDOR_PACKAGE))
  return [
    ...(refusal === null
      ? []
      : [
          problem(
            'wrong',
            project.vendorAuthKit === null ? project.srcDirectory : project.packageJson.path,
            `${refusal.message}.`,
            refusal.help ?? '',
          ),
        ]),
    ...importing.map((path) =>
      problem(
        'wrong',
        path,
        `It imports ${VENDOR_PACKAGE}.`,
        '`create-authkit-start migrate` moves it to `virtual:authkit`. Or let the plugin serve it: authkit({ compat: true }).',
      ),
    ),
  ]
}
