import { LocalAuthKitError } from '../api-error.ts'
import { html } from './html.ts'
import { pageResponse } from './page.ts'

/** A failure that a person sees, because a browser navigated here: a page that says what is wrong. */
export class PageError extends LocalAuthKitError {
  readonly status: 400 | 403
  readonly title: string
  readonly problems: readonly string[]

  constructor(status: 400 | 403, title: string, problems: readonly string[]) {
    super(`${title}: ${problems.join(' ')}`)
    this.name = 'PageError'
    this.status = status
    this.title = title
    this.problems = problems
  }

  override toResponse(): Response {
    return pageResponse({
      title: this.title,
      status: this.status,
      body: html`<main class="card">
        <p class="badge">Local AuthKit</p>
        <h1>${this.title}</h1>
        <ul class="problems">
          ${this.problems.map((problem) => html`<li>${problem}</li>`)}
        </ul>
      </main>`,
    })
  }
}
