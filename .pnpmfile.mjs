const parserOfTypeScript = /^(@typescript-eslint\/|ts-api-utils$)/

export const hooks = {
  /** They read TypeScript through an interface that version 7 does not have, so they get a version 6 of their own. */
  readPackage(manifest) {
    if (parserOfTypeScript.test(manifest.name) && manifest.peerDependencies?.typescript !== undefined) {
      delete manifest.peerDependencies.typescript
      manifest.dependencies = { ...manifest.dependencies, typescript: '6.0.3' }
    }
    return manifest
  },
}
