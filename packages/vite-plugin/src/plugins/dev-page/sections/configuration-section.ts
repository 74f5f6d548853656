import { html, type Html } from '../../../emulator/html/html.ts'
import type { ConfigurationReport, ConfigurationRow } from '../configuration-report.ts'
import { section, warnings } from './section.ts'

/** Every value of the configuration, and where it comes from. */
export function configurationSection({ rows, problems }: ConfigurationReport): Html {
  return section(
    'configuration',
    'Configuration',
    html`${warnings(problems)}
      <div class="scroll" tabindex="0" role="region" aria-label="Configuration, as a table">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Value</th>
              <th scope="col">From</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(configurationRow)}
          </tbody>
        </table>
      </div>
      <p class="note">What the app’s own code says with <code>configure()</code> is not in it.</p>`,
  )
}

function configurationRow({ name, value, source, problem }: ConfigurationRow): Html {
  return html`<tr>
    <th scope="row"><code>${name}</code></th>
    <td>
      ${value === undefined ? html`<strong class="bad">missing</strong>` : html`<code>${value}</code>`}
      ${problem !== undefined && html`<strong class="bad">${problem}</strong>`}
    </td>
    <td>${source}</td>
  </tr>`
}
