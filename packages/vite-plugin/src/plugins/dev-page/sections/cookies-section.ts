import { html, type Html, type HtmlValue } from '../../../emulator/html/html.ts'
import type { CookieReport, CookieRow } from '../cookie-report.ts'
import type { SentCookie } from '../watch/cookie-log.ts'
import { section, warnings } from './section.ts'
import { clockTime } from './time.ts'

/** The cookies of this browser, as they arrived with the request for the page. */
export function cookiesSection({ rows, headerBytes, warnings: sentences }: CookieReport): Html {
  if (rows.length === 0) {
    return section('cookies', 'Cookies', html`<p class="none">This browser sent none.</p>`)
  }
  return section(
    'cookies',
    'Cookies',
    html`${warnings(sentences)}
      <div class="scroll" tabindex="0" role="region" aria-label="Cookies, as a table">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col" class="number">Bytes</th>
              <th scope="col">Last set</th>
              <th scope="col">Attributes</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(cookieRow)}
          </tbody>
        </table>
      </div>
      <p class="note">
        ${headerBytes} bytes of cookies in each request. Attributes are those of the last Set-Cookie that the
        dev server saw; browsers don’t send them back.
      </p>`,
  )
}

function cookieRow({ name, kind, bytes, secondsLeft, sent }: CookieRow): Html {
  return html`<tr>
    <th scope="row"><code>${name}</code> <span class="kind">${kind}${timeLeft(secondsLeft)}</span></th>
    <td class="number">${bytes ?? html`<strong class="bad">did not arrive</strong>`}</td>
    <td>${sent === undefined ? 'before the dev server started' : html`${clockTime(sent.at)} ${sent.by}`}</td>
    <td>${sent !== undefined && attributes(sent)}</td>
  </tr>`
}

function timeLeft(seconds: number | undefined): string {
  if (seconds === undefined) return ''
  return seconds > 0 ? `, ${Math.ceil(seconds / 60)} min left` : ', expired'
}

function attributes({ isDeletion, attributes }: SentCookie): HtmlValue {
  const { path, domain, maxAge, expires, httpOnly, secure, sameSite, priority, partitioned } = attributes
  const words = [
    path !== undefined && `Path=${path}`,
    domain !== undefined && `Domain=${domain}`,
    maxAge !== undefined && `Max-Age=${maxAge}`,
    expires !== undefined && `Expires=${expires.toISOString()}`,
    httpOnly === true && 'HttpOnly',
    secure === true && 'Secure',
    sameSite !== undefined && `SameSite=${sameSite}`,
    priority !== undefined && `Priority=${priority}`,
    partitioned === true && 'Partitioned',
  ]
  return html`${isDeletion && html`<strong>deletion</strong> `}${words.map(
    (word) => word !== false && html`<code>${word}</code> `,
  )}`
}
