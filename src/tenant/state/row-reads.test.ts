import { expect, it } from 'vitest';

import { openState } from './state.ts';

function seeded() {
  const state = openState(':memory:');
  state.insert('user', {
    id: 'a',
    displayName: 'Ada',
    userPrincipalName: 'ada@x.test',
    businessPhones: ['1'],
  });
  return state;
}

it('a row that was read is as it is after every write', () => {
  const state = seeded();
  expect(state.get('user', 'a', ['displayName'])).toMatchObject({ displayName: 'Ada' });
  state.update('user', 'a', { displayName: 'Ada L.' });
  expect(state.get('user', 'a', ['displayName'])).toMatchObject({ displayName: 'Ada L.' });
  state.remove('user', 'a');
  expect(state.get('user', 'a', ['displayName'])).toBeUndefined();
  expect(state.idOf('user', 'userPrincipalName', 'ada@x.test')).toBeUndefined();
});

it('what was not there is found once it is', () => {
  const state = seeded();
  expect(state.get('user', 'b')).toBeUndefined();
  expect(state.idOf('user', 'userPrincipalName', 'ben@x.test')).toBeUndefined();
  state.insert('user', { id: 'b', userPrincipalName: 'ben@x.test' });
  expect(state.get('user', 'b')).toMatchObject({ id: 'b' });
  expect(state.idOf('user', 'userPrincipalName', 'BEN@x.test')).toBe('b');
});

it('nothing that a transaction saw and took back is remembered', () => {
  const state = seeded();
  expect(() =>
    state.transaction(() => {
      state.update('user', 'a', { displayName: 'Nobody' });
      expect(state.get('user', 'a')).toMatchObject({ displayName: 'Nobody' });
      throw new Error('taken back');
    }),
  ).toThrow('taken back');
  expect(state.get('user', 'a')).toMatchObject({ displayName: 'Ada' });
});

it('a remembered row cannot be changed by who was handed it', () => {
  const state = seeded();
  const row = state.get('user', 'a')!;
  expect(state.get('user', 'a')).toBe(row);
  expect(() => (row['businessPhones'] as string[]).push('2')).toThrow(TypeError);
});

it('choices of properties are kept apart, however many there are', () => {
  const state = seeded();
  const names = ['displayName', 'mail', 'city', 'state', 'country', 'jobTitle', 'surname', 'givenName'];
  for (let bits = 1; bits < 2 ** names.length; bits += 1) {
    const only = names.filter((_, at) => (bits & (1 << at)) !== 0);
    expect(Object.keys(state.get('user', 'a', only)!)).toEqual(['id', ...only]);
  }
});
