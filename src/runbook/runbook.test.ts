import { expect, test } from 'vitest';
import { z } from 'zod';

import { defineRunbook, isRunbook } from './index.ts';

const runbook = defineRunbook({
  description: 'Takes access from somebody who leaves.',
  parameters: z.object({
    userPrincipalName: z.string().describe('Who leaves.'),
    days: z.number().int().min(1).default(30),
    mode: z.enum(['plan', 'do']).optional(),
    keep: z.array(z.string()).default([]),
    quota: z.number().nullable().default(null),
    notify: z.boolean().default(true),
    options: z.object({ deep: z.object({ level: z.number() }) }).optional(),
  }),
  run: ({ params }) => params.userPrincipalName,
});

test('parameters are described as Azure Automation lists them', () => {
  expect(runbook.describe()).toEqual([
    {
      name: 'userPrincipalName',
      type: 'System.String',
      isMandatory: true,
      position: 0,
      description: 'Who leaves.',
    },
    { name: 'days', type: 'System.Int32', isMandatory: false, position: 1, defaultValue: '30' },
    { name: 'mode', type: 'System.String', isMandatory: false, position: 2, allowedValues: ['plan', 'do'] },
    { name: 'keep', type: 'System.String[]', isMandatory: false, position: 3, defaultValue: '[]' },
    { name: 'quota', type: 'System.Double', isMandatory: false, position: 4, defaultValue: 'null' },
    { name: 'notify', type: 'System.Boolean', isMandatory: false, position: 5, defaultValue: 'true' },
    { name: 'options', type: 'System.Object', isMandatory: false, position: 6 },
  ]);
});

test('texts stay texts, everything else is read as JSON, names in any case', async () => {
  const raw = {
    USERPRINCIPALNAME: '42',
    days: '7',
    keep: '["a"]',
    notify: 'False',
    options: '{"deep":{"level":2}}',
  };
  expect(await runbook.parse(raw)).toEqual({
    ok: true,
    value: {
      userPrincipalName: '42',
      days: 7,
      keep: ['a'],
      quota: null,
      notify: false,
      options: { deep: { level: 2 } },
    },
  });
});

test('every wrong parameter is named with what was expected', async () => {
  const parsed = await runbook.parse({
    days: 'soon',
    mode: 'maybe',
    keep: 'a,b',
    options: '{"deep":{"level":"x"}}',
    daze: '1',
  });
  const messages = parsed.ok ? [] : parsed.faults.map(({ message }) => message);
  expect(messages).toEqual([
    expect.stringContaining("There is no parameter 'daze': this runbook has userPrincipalName, days"),
    "Parameter 'userPrincipalName' is missing: a text is expected.",
    expect.stringContaining(`Parameter 'days' is wrong: a whole number is expected, but it is "soon"`),
    expect.stringContaining(`Parameter 'mode' is wrong: one of plan, do is expected, but it is "maybe"`),
    expect.stringContaining(`Parameter 'keep' is wrong: a JSON array of texts is expected, but it is "a,b"`),
    expect.stringContaining(`Parameter 'options' is wrong at deep.level: JSON is expected`),
  ]);
});

test('a definition is frozen and known as one to every copy of the module', () => {
  expect(Object.isFrozen(runbook)).toBe(true);
  expect(isRunbook(runbook)).toBe(true);
  expect(isRunbook({ run() {} })).toBe(false);
});
