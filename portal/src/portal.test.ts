import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { jobFilter } from './api/account.ts';
import { actionsOf } from './pages/job-actions.ts';
import { tokensOf } from './pages/tokens.ts';
import { match } from './router/router.tsx';
import { durationText, relativeText } from './ui/time.ts';

const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8');

/** What the pages say to type. */
const commands = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.tsx'))
  .flatMap((path) => [...read(path).matchAll(/ command=(?:"([^"]*)"|\{\s*(['"`])([^]*?)\2\s*\})/g)])
  .flatMap(([, plain, , inBraces]) => (plain ?? inBraces ?? '').split('\\n'));

/** Of each command of the command line: how it is typed, and what belongs to it. */
const sections = new Map(
  read('../../docs/cli.md')
    .split(/^## `tenantry /m)
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf('`')), text] as const),
);

test.each(commands)('%s is a command, with what it wants', (command) => {
  const words = (command.match(/'[^']*'|\S+/g) ?? []).slice(1);
  const name = [3, 2, 1].map((many) => words.slice(0, many).join(' ')).find((each) => sections.has(each));
  expect(name, 'the command line has no such command').toBeDefined();
  const section = sections.get(name!)!;
  const wanted = /^tenantry .*$/m.exec(section)![0].match(/<[^>]+>(?!\S)/g) ?? [];
  const given: string[] = [];
  const rest = words.slice(name!.split(' ').length);
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at]!;
    if (!word.startsWith('-')) {
      given.push(word);
      continue;
    }
    const [row] = section.match(new RegExp(`^\\| \`[^\`]*${word}\\b[^\`]*\``, 'm')) ?? [];
    expect(row, `${word} is no option of it`).toBeDefined();
    if (row!.includes('<')) at += 1;
  }
  expect(given).toHaveLength(wanted.length);
});

test('each command that a page names is one of the command line', () => {
  const text = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
    .map(read)
    .join('\n');
  const known = new Set(
    [...read('../../docs/cli.md').matchAll(/^## `tenantry ([a-z -]+)`$/gm)].map(([, name = '']) => name),
  );
  const named = [...text.matchAll(/\btenantry ((?:[a-z-]+ ?){1,3})/g)].map(([, name = '']) => name.trim());
  expect(named.length).toBeGreaterThan(10);
  const isKnown = (name: string): boolean =>
    [1, 2, 3].some((words) => known.has(name.split(' ').slice(0, words).join(' ')));
  expect(named.filter((name) => !isKnown(name))).toEqual([]);
});

test('a path is matched part by part, and its names are decoded', () => {
  expect(match('/jobs/:job', '/jobs/a%20b')).toEqual({ job: 'a b' });
  expect(match('/jobs/:job', '/jobs')).toBeUndefined();
  expect(match('/jobs', '/jobs/x')).toBeUndefined();
  expect(match('/jobs/:job', '/jobs/%')).toEqual({ job: '%' });
});

test('quotes in a name end no filter', () =>
  expect(jobFilter({ runbook: "o'clock", status: 'Failed' })).toBe(
    "properties/status eq 'Failed' and properties/runbook/name eq 'o''clock'",
  ));

test('a job that has ended is asked for nothing more', () => {
  expect(actionsOf('Running').map(({ action }) => action)).toEqual(['suspend', 'stop']);
  expect(actionsOf('Suspended').map(({ action }) => action)).toEqual(['resume', 'stop']);
  expect((['Completed', 'Failed', 'Stopped'] as const).flatMap(actionsOf)).toEqual([]);
});

test.each([
  ['TypeScript', '// a\nconst b = "c";', ['comment', 'keyword', 'string']],
  ['Python3', '# a\ndef b(): return "c"', ['comment', 'keyword', 'keyword', 'string']],
  ['PowerShell72', '<# a #> foreach ($b in "c")', ['comment', 'keyword', 'keyword', 'string']],
])('a text of %s is all there when it is coloured', (type, text, kinds) => {
  const tokens = tokensOf(text, type);
  expect(tokens.map((token) => token.text).join('')).toBe(text);
  expect(tokens.map(({ kind }) => kind).filter((kind) => kind !== 'plain')).toEqual(kinds);
});

test('times are told as people tell them', () => {
  const now = Date.parse('2026-01-01T12:00:00Z');
  expect([0, -61_000, 7_200_000, -86_400_000].map((ago) => relativeText(now + ago, now))).toEqual([
    'now',
    '1 minute ago',
    'in 2 hours',
    'yesterday',
  ]);
  expect([12, 4_200, 61_000, 3_720_000].map(durationText)).toEqual([
    '12 ms',
    '4.2 s',
    '1 min 1 s',
    '1 h 2 min',
  ]);
});
