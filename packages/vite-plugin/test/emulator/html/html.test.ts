import { describe, expect, test } from 'vitest'

import { Html, html } from '../../../src/emulator/html/html.ts'

describe('the template', () => {
  test.each([
    ['text', html`<p>${'a'}</p>`, '<p>a</p>'],
    ['a number', html`<p>${7}</p>`, '<p>7</p>'],
    ['markup', html`<p>${html`<b>x</b>`}</p>`, '<p><b>x</b></p>'],
    ['markup that was made elsewhere', html`<p>${new Html('<i>')}</p>`, '<p><i></p>'],
    ['a list', html`<p>${[html`<b>1</b>`, '<', html`<b>2</b>`]}</p>`, '<p><b>1</b>&#60;<b>2</b></p>'],
    ['nothing', html`<p>${undefined}${false}</p>`, '<p></p>'],
    ['several values', html`${'a'}-${'b'}-${'c'}`, 'a-b-c'],
    [
      'every character that matters',
      html`<p title="${`&<>"'`}"></p>`,
      '<p title="&#38;&#60;&#62;&#34;&#39;"></p>',
    ],
  ])('%s', (_, markup, expected) => {
    expect(markup.text).toBe(expected)
  })
})
