import { expect, test } from 'vitest';

import type { TenantChange } from '#client';

import { renderDiff } from './diff.ts';

const user = { type: 'user', id: 'u1', name: 'Ada Byron' };

test('changes are grouped by object, with sign and word for each', () => {
  const changes: TenantChange[] = [
    { op: 'added', type: 'message', id: 'm1', name: 'Ada Byron has left' },
    { op: 'changed', ...user, property: 'accountEnabled', before: true, after: false },
    {
      op: 'changed',
      ...user,
      property: 'assignedLicenses',
      before: [{ skuId: 'a' }, { skuId: 'b' }],
      after: [{ skuId: 'b' }],
    },
    {
      op: 'removed',
      type: 'group',
      id: 'g1',
      name: 'Sales',
      link: { nav: 'members', target: { id: 'u1', type: 'user', name: 'Ada Byron' } },
    },
  ];
  expect(renderDiff(changes)).toBe(
    [
      '+ message Ada Byron has left (added)',
      '',
      '~ user Ada Byron (changed)',
      '    ~ accountEnabled: true → false',
      '    − assignedLicenses: {"skuId":"a"}',
      '',
      '~ group Sales (changed)',
      '    − members: user Ada Byron',
      '',
      '2 objects changed, 1 object added.',
    ].join('\n'),
  );
});

test('a licence is shown by the name of its SKU', () => {
  const text = renderDiff([
    { op: 'changed', ...user, property: 'assignedLicenses', before: [{ skuId: 'a' }], after: [] },
    {
      op: 'changed',
      type: 'subscribedSku',
      id: 'tenant_a',
      name: 'SPE_E3',
      property: 'consumedUnits',
      before: 2,
      after: 1,
    },
  ]);
  expect(text).toContain('− assignedLicenses: SPE_E3');
});

test('colours only decorate: without them the text is the same', () => {
  const changes: TenantChange[] = [{ op: 'removed', ...user }];
  const painted = renderDiff(changes, { paint: (format, text) => `<${String(format)}>${text}` });
  expect(painted).toContain('<red>');
  expect(painted.replaceAll(/<[a-z]+>/g, '')).toBe(renderDiff(changes));
});

test('nothing changed is said, not shown as nothing', () => {
  expect(renderDiff([])).toBe('No differences.');
});

test('a name cannot move the cursor', () => {
  expect(renderDiff([{ op: 'added', ...user, name: 'Ada\u001B[2J' }])).not.toContain('\u001B');
});
