import { expect, test } from 'vitest';

import { coverageFacts, parameterRows } from './powershell-coverage.ts';

const facts = await coverageFacts();

test('every command that administrators’ scripts use is implemented or refused with a reason', () => {
  const refused = new Set(facts.refused.map(({ name }) => name.toLowerCase()));
  const neither = facts.used.commands.filter(
    ({ name }) => facts.commands[name] === undefined && !refused.has(name.toLowerCase()),
  );
  expect(neither.map(({ name }) => name)).toEqual([]);
  expect(facts.used.commands.length).toBeGreaterThan(70);
});

test('at least sixty of the commands that scripts use are implemented', () => {
  const implemented = facts.used.commands.filter(({ name }) => facts.commands[name] !== undefined);
  expect(implemented.length).toBeGreaterThanOrEqual(60);
});

test('every parameter that scripts use most is implemented and has a row', () => {
  const without = Object.entries(facts.used.parameters).flatMap(([command, parameters]) =>
    parameters
      .filter(
        (parameter) =>
          facts.commands[command]?.includes(parameter) !== true ||
          parameterRows(facts.scripts, command, parameter).length === 0,
      )
      .map((parameter) => `${command} -${parameter}`),
  );
  expect(without).toEqual([]);
});
