/**
 * The script of the page. Without it everything is there, as it was when the page was loaded.
 *
 * - A section that has changed is put in the place of the old one; what is open stays open, and the focus where it was.
 * - Times count on. They are no news, so nothing announces them.
 * - Links to the editor open it without leaving the page.
 * - Nobody listens while the page can't be seen: a browser has six connections to a host.
 */
export const DEV_PAGE_SCRIPT = `
const { live, sections } = document.querySelector('main').dataset
const withoutTimes = (section) => {
  const copy = section.cloneNode(true)
  for (const time of copy.querySelectorAll('[data-moment]')) time.textContent = ''
  for (const details of copy.querySelectorAll('details')) details.removeAttribute('open')
  return copy.innerHTML
}
const shown = new Map([...document.querySelectorAll('[data-live]')].map((section) => [section.id, withoutTimes(section)]))

async function update() {
  const response = await fetch(sections + location.search)
  if (!response.ok) return
  for (const markup of await response.json()) {
    const template = document.createElement('template')
    template.innerHTML = markup
    const next = template.content.firstElementChild
    const text = withoutTimes(next)
    const now = document.getElementById(next.id)
    if (now === null || shown.get(next.id) === text) continue
    if (now.contains(document.activeElement) && document.activeElement.matches('select, input')) continue
    shown.set(next.id, text)
    const focused = now.contains(document.activeElement) ? document.activeElement.id : ''
    for (const details of now.querySelectorAll('details[id]')) {
      const same = next.querySelector('#' + CSS.escape(details.id))
      if (same !== null) same.open = details.open
    }
    now.replaceWith(next)
    if (focused !== '') document.getElementById(focused)?.focus()
  }
}

let stream
let wasHidden = false
function listen() {
  stream?.close()
  stream = undefined
  if (document.hidden) { wasHidden = true; return }
  if (wasHidden) void update()
  stream = new EventSource(live)
  stream.addEventListener('message', () => void update())
}
document.addEventListener('visibilitychange', listen)
listen()

const units = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]]
function distance(moment) {
  const seconds = Math.round(Math.abs(moment - Date.now()) / 1000)
  const first = units.findIndex(([, length]) => seconds >= length)
  if (first === -1) return 'now'
  let rest = seconds
  const words = units.slice(first, first + 2).flatMap(([unit, length]) => {
    const count = Math.floor(rest / length)
    rest %= length
    return count > 0 ? [count + ' ' + unit] : []
  })
  return moment > Date.now() ? 'in ' + words.join(' ') : words.join(' ') + ' ago'
}
setInterval(() => {
  for (const time of document.querySelectorAll('[data-moment]')) {
    const moment = Number(time.dataset.moment)
    const hasPassed = time.textContent.startsWith('in ') && moment <= Date.now()
    time.textContent = distance(moment)
    if (hasPassed) void update()
  }
}, 1000)

document.addEventListener('click', (event) => {
  const link = event.target.closest('a.place')
  if (link === null || event.metaKey || event.ctrlKey) return
  event.preventDefault()
  void fetch(link.href)
})
`
