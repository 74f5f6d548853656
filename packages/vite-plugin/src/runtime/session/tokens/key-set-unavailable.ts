/** The key set can't be had now, so a token can be neither accepted nor refused. Internal: never reaches an app. */
export class KeySetUnavailable extends Error {
  override name = 'KeySetUnavailable'

  constructor(url: string, cause?: unknown) {
    super(
      cause === undefined
        ? `The key set at ${url} couldn't be fetched moments ago; it isn't tried again yet.`
        : `The key set at ${url} can't be fetched.`,
      { cause },
    )
  }
}
