import { CALLBACK_ERRORS } from '../callback-errors.ts'
import { FORM_FIELDS, INTENTS } from './form-fields.ts'
import { html, type Html } from './html.ts'

/** Ways to send the browser back without a sign-in: as who denies it, or with any error that an app has to expect. */
export const REFUSAL_FORMS: Html = html`<form method="post">
    <button class="link" name="${FORM_FIELDS.intent}" value="${INTENTS.deny}">Deny this sign-in</button>
  </form>
  <details>
    <summary>Answer with an error</summary>
    <form method="post" class="row">
      <label for="error" class="unseen">Error to send to the app</label>
      <select id="error" name="${FORM_FIELDS.error}">
        ${Object.keys(CALLBACK_ERRORS).map((code) => html`<option>${code}</option>`)}
      </select>
      <button class="secondary" name="${FORM_FIELDS.intent}" value="${INTENTS.error}">Send</button>
    </form>
  </details>`
