import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { type Gallery, checkFeed, openGallery } from '#gallery';

import { type FeedServer, startFeedServer } from '../../../gallery/testing/feed-server.ts';
import { makePlan } from './make-plan.ts';
import type { KnownVersion, WantedModule } from './plan.ts';

let server: FeedServer;
let gallery: Gallery;
beforeAll(async () => {
  server = await startFeedServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.packages.length = 0;
  gallery = openGallery([checkFeed({ name: 'Local', url: server.v2, hosts: [], allowPrivate: true })]);
});
afterEach(() => gallery.close());

const add = (name: string, version: string, dependencies: Record<string, string> = {}): void =>
  void server.packages.push({ name, version, dependencies, content: Buffer.from(`${name} ${version}`) });
const wanted = (name: string, version = '', more: Partial<WantedModule> = {}): WantedModule => ({
  name,
  version,
  prerelease: false,
  ...more,
});
const has = (name: string, version: string, more: Partial<KnownVersion> = {}): KnownVersion => ({
  name,
  version,
  feed: 'Local',
  isDefault: true,
  ...more,
});
const plan = (modules: readonly WantedModule[], known: readonly KnownVersion[] = []) =>
  makePlan({ wanted: modules, known, open: () => gallery });
const titles = (modules: readonly { readonly name: string; readonly version: string }[]): string[] =>
  modules.map(({ name, version }) => `${name} ${version}`);

test('what is required comes along, and comes first', async () => {
  add('Top', '1.0.0', { Left: '[1.0,2.0)', Right: '1.0' });
  add('Left', '1.4.0', { Base: '1.0' });
  add('Left', '2.0.0');
  add('Right', '3.0.0', { Base: '[1.2]' });
  for (const version of ['1.0.0', '1.2.0', '1.9.0']) add('Base', version);
  const made = await plan([wanted('top')]);
  expect(titles(made.imports)).toEqual(['Base 1.2.0', 'Left 1.4.0', 'Right 3.0.0', 'Top 1.0.0']);
  expect(made.imports[0]).toMatchObject({
    requiredBy: ['Top 1.0.0', 'Left 1.4.0'],
    from: null,
    feed: 'Local',
  });
  expect(made.conflicts).toEqual([]);
});

test('what the account has is taken before anything is fetched', async () => {
  add('Top', '1.0.0', { Base: '1.0' });
  add('Base', '9.0.0');
  const made = await plan([wanted('Top')], [has('Base', '1.5'), has('Base', '2.0', { isDefault: false })]);
  expect(titles(made.imports)).toEqual(['Top 1.0.0']);
  expect(made.present).toEqual([{ name: 'Base', version: '1.5', requiredBy: ['Top 1.0.0'] }]);
  expect(titles((await plan([wanted('Top', '1.0.0')], [has('Top', '1.0.0')])).present)).toEqual([
    'Top 1.0.0',
  ]);
});

test('an older version that stands in the way gets a newer one, and the plan tells from where', async () => {
  add('Top', '1.0.0', { Base: '2.0' });
  add('Base', '2.1.0');
  const made = await plan([wanted('Top')], [has('Base', '1.0')]);
  expect(made.imports).toMatchObject([{ name: 'Base', version: '2.1.0', from: '1.0' }, { name: 'Top' }]);
});

test('nobody gets a module of a feed in the place of one that was uploaded because a name is required', async () => {
  add('Top', '1.0.0', { Own: '2.0' });
  add('Own', '9.0.0');
  const uploaded = [has('Own', '1.0', { feed: null })];
  expect((await plan([wanted('Top')], uploaded)).conflicts).toMatchObject([
    { name: 'Own', reason: expect.stringContaining('the account has 1.0, which was uploaded') },
  ]);
  // Who names it means it.
  expect(titles((await plan([wanted('Top'), wanted('Own')], uploaded)).imports)).toEqual([
    'Own 9.0.0',
    'Top 1.0.0',
  ]);
});

test('what two require and no version can be is a conflict that names both', async () => {
  add('Top', '1.0.0', { Left: '1.0', Right: '1.0' });
  add('Left', '1.0.0', { Base: '[1.0,2.0)' });
  add('Right', '1.0.0', { Base: '[2.0,)' });
  add('Base', '1.0.0');
  add('Base', '2.0.0');
  expect((await plan([wanted('Top')])).conflicts).toEqual([
    {
      name: 'Base',
      reason:
        'no version of it does for all: Left 1.0.0 asks for [1.0.0, 2.0.0), Right 1.0.0 asks for [2.0.0, )',
    },
  ]);
});

test('modules that require each other are an error that names the circle', async () => {
  add('One', '1.0.0', { Two: '' });
  add('Two', '1.0.0', { Three: '' });
  add('Three', '1.0.0', { Two: '' });
  await expect(plan([wanted('One')])).rejects.toThrow('Two 1.0.0 → Three 1.0.0 → Two 1.0.0');
});

test('one that no feed has is an error that names who requires it', async () => {
  add('One', '1.0.0', { Two: '' });
  add('Two', '1.0.0', { Three: '[4.0]' });
  add('Three', '3.0.0');
  await expect(plan([wanted('One')])).rejects.toThrow(
    "No feed has 'Three' [4.0.0], which is required: One 1.0.0 → Two 1.0.0 → Three.",
  );
  await expect(plan([wanted('Zero')])).rejects.toMatchObject({ code: 'GalleryPackageNotFound' });
});

test('prereleases come only to who asks for them, and not along with something', async () => {
  add('Top', '1.0.0');
  add('Top', '2.0.0-beta1', { Base: '1.0' });
  add('Base', '1.0.0');
  add('Base', '1.1.0-beta1');
  expect(titles((await plan([wanted('Top')])).imports)).toEqual(['Top 1.0.0']);
  expect(titles((await plan([wanted('Top', '', { prerelease: true })])).imports)).toEqual([
    'Base 1.0.0',
    'Top 2.0.0-beta1',
  ]);
  expect(titles((await plan([wanted('Top', '2.0.0-beta1')])).imports)).toContain('Top 2.0.0-beta1');
});

test('dependencies that only came to light later count like any other', async () => {
  add('Top', '1.0.0');
  add('Hidden', '1.0.0');
  const discovered = { 'top 1.0.0': [{ name: 'Hidden', range: '[1.0,)' }] };
  const made = await makePlan({ wanted: [wanted('Top')], known: [], open: () => gallery, discovered });
  expect(titles(made.imports)).toEqual(['Hidden 1.0.0', 'Top 1.0.0']);
});
