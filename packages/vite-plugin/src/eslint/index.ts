import manifest from '../../package.json' with { type: 'json' }
import { moduleRules } from '../lint/rules/index.ts'
import type { EditorConfig, EditorPlugin, EditorRule } from './editor-api.ts'
import { editorRule } from './editor-rule.ts'

export type { EditorConfig, EditorPlugin, EditorRule }

/** What comes before the slash in a rule's name. */
const NAMESPACE = 'authkit'

/**
 * The rules of the build-time lint that can judge one file alone, for ESLint (flat config) and oxlint (`jsPlugins`):
 * editors underline what a build would find while it is typed.
 *
 * The path of the sign-in route comes from `settings: { authkit: { signInPath } }`, by default `/api/auth/sign-in`.
 */
const plugin: EditorPlugin = {
  meta: { name: NAMESPACE, namespace: NAMESPACE, version: manifest.version },
  rules: Object.fromEntries(moduleRules.map((rule) => [rule.meta.name, editorRule(rule)])),
  configs: {
    recommended: {
      name: `${NAMESPACE}/recommended`,
      // ESLint wants the very same object wherever the plugin is named.
      get plugins() {
        return { [NAMESPACE]: plugin }
      },
      rules: Object.fromEntries(
        moduleRules.map(({ meta }) => [`${NAMESPACE}/${meta.name}`, meta.defaultSeverity]),
      ),
    },
  },
}

export default plugin
