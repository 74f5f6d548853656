import { buildConfig } from 'virtual:authkit/config'

/** Path of the app's first page: `/`, below the base path of the router where it has one. */
export const HOME_PATH: string = `${buildConfig.basePath}/`

/** Takes `/`, which nobody means who serves an app somewhere else, for the app's first page. */
export function toAppPath(path: string): string {
  return path === '/' ? HOME_PATH : path
}
