/** `virtual:authkit/bindings` where the process' environment is all there is. */
export function readBinding(_name: string): unknown {
  return undefined
}
