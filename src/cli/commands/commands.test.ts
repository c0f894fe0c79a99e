import { readdirSync } from 'node:fs';

import { expect, test } from 'vitest';

import { flagsOf, parametersOf } from '../command/schema.ts';
import { commonOptions } from '../command/common-options.ts';
import { commands } from './index.ts';

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.ts'),
);

test('the path of a file is the name of its command', () => {
  const names = Object.keys(commands);
  const paths = names.map((name) => {
    const words = name.split(' ');
    return words.length === 1 ? `${name}.ts` : `${words[0]}/${words.join('-')}.ts`;
  });
  expect(names.length).toBeGreaterThan(12);
  expect(files).toEqual(expect.arrayContaining(paths));
  const verbFiles = files.filter((file) => /^([\w-]+)\/\1-/.test(file) && !file.endsWith('-name.ts'));
  expect(verbFiles.sort()).toEqual(paths.filter((path) => path.includes('/')).sort());
});

test('every command says what it does, explains each option and shows an example', () => {
  for (const [name, command] of Object.entries(commands)) {
    expect(command.summary, name).toMatch(/^[A-Z].*\.$/s);
    expect(command.examples.length, name).toBeGreaterThan(0);
    for (const [line] of command.examples) expect(line).toContain(`tenantry ${name}`);
    for (const parameter of [...parametersOf(command.arguments), ...parametersOf(command.options)]) {
      expect(parameter.description, `${name} ${parameter.key}`).not.toBe('');
    }
  }
});

test('no option of a command hides one that every command has', () => {
  const common = parametersOf(commonOptions).map(flagsOf);
  for (const [name, command] of Object.entries(commands)) {
    const own = parametersOf(command.options).map(flagsOf);
    expect([name, own.filter((flags) => common.includes(flags))]).toEqual([name, []]);
  }
});
