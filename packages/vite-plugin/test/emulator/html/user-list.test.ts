import { Window } from 'happy-dom'
import { describe, expect, test } from 'vitest'

import { userList, type UserListView } from '../../../src/emulator/html/user-list.ts'
import type { UserChoice } from '../../../src/emulator/html/user-button.ts'

function people(count: number): UserChoice[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `user_${index}`,
    email: `person-${index}@example.com`,
    name: index === 0 ? null : `Person ${index}`,
    role: undefined,
    organizations: index === 1 ? ['Blue Ltd.', 'Green Ltd.'] : [],
  }))
}

function render(view: Partial<UserListView>): Window['document'] {
  const { document } = new Window()
  const list = userList({
    users: people(3),
    loginHint: undefined,
    search: undefined,
    query: new URLSearchParams({ state: 'a&b', redirect_uri: 'http://localhost/' }),
    ...view,
  })
  document.write(list.text)
  return document
}

function names(document: Window['document']): string[] {
  return [...document.querySelectorAll('.name')].map((element) => element.textContent.trim())
}

describe('a search', () => {
  test.each([
    [7, false],
    [8, true],
  ])('of %i users is offered: %s', (count, isOffered) => {
    expect(render({ users: people(count) }).querySelector('[role=search]') !== null).toBe(isOffered)
  })

  test.each([
    ['person-2@', ['Person 2']],
    ['PERSON 1', ['Person 1', 'Person 10', 'Person 11']],
    ['green', ['Person 1']],
    ['person-0', ['person-0@example.com']],
    ['.*', []],
  ])('for %j finds %j', (search, expected) => {
    const document = render({ users: people(12), search })
    expect(names(document)).toStrictEqual(expected)
    const count = expected.length
    expect(document.querySelector('[role=status]')?.textContent).toBe(
      `${count} of 12 users match “${search}”.`,
    )
    expect(document.querySelector('input[type=search]')?.getAttribute('value')).toBe(search)
  })

  test('keeps what the app asked for', () => {
    const query = new URLSearchParams({ state: 'a&b', local_search: 'before' })
    const hidden = render({ users: people(8), query }).querySelectorAll('[role=search] input[type=hidden]')
    expect(
      [...hidden].map((input) => [input.getAttribute('name'), input.getAttribute('value')]),
    ).toStrictEqual([['state', 'a&b']])
  })
})

test('50 users are shown, and how many there are', () => {
  const document = render({ users: people(60) })
  expect(names(document)).toHaveLength(50)
  expect(document.querySelector('.help')?.textContent).toBe(
    'The first 50 of 60 users. Find the others by name.',
  )
})

test('the hinted user comes first, however many there are', () => {
  const document = render({ users: people(60), loginHint: 'person-59@example.com' })
  expect(names(document)[0]).toBe('Person 59')
  expect(document.querySelector('[autofocus]')?.getAttribute('value')).toBe('user_59')
  expect(document.querySelector('.mark')?.textContent).toBe('Suggested by the app')
})

test('nobody is there', () => {
  expect(render({ users: [] }).body.textContent).toContain('No local user is a member of this organization.')
})
