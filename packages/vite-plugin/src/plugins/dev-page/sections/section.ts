import { html, type Html, type HtmlValue } from '../../../emulator/html/html.ts'

/** One part of the page; the script puts a new one in its place when it has changed. */
export function section(id: string, title: string, body: HtmlValue): Html {
  return html`<section class="panel" id="${id}" aria-labelledby="${id}-title" data-live>
    <h2 id="${id}-title">${title}</h2>
    ${body}
  </section>`
}

/** What is wrong, one sentence each. */
export function warnings(sentences: readonly string[]): Html | false {
  return (
    sentences.length > 0 &&
    html`<ul class="warnings">
      ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>`
  )
}

/** Names and values; those without a value are left out. */
export function facts(rows: readonly (readonly [name: string, value: HtmlValue])[]): Html {
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        value !== undefined &&
        value !== false &&
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`
}
