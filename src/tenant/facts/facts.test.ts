import { expect, test } from 'vitest';

import { implicitRoleTemplates, roleTemplate, roleTemplates } from './role-templates.ts';
import { servicePlansOf, skuById, skuByPartNumber, skuFacts } from './skus.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test('every product has ids and plans, and no two share an id', () => {
  for (const fact of skuFacts) {
    expect(fact.skuId).toMatch(guid);
    for (const plan of servicePlansOf(fact)) expect(plan.servicePlanId, plan.servicePlanName).toMatch(guid);
  }
  expect(new Set(skuFacts.map(({ skuId }) => skuId)).size).toBe(skuFacts.length);
  expect(skuById('05E9A617-0261-4CEE-BB44-138D3EF5D965')?.skuPartNumber).toBe('SPE_E3');
  expect(skuByPartNumber('ENTERPRISEPACK')?.plans).toContain('EXCHANGE_S_ENTERPRISE');
});

test('every role template reads whole, and no two share an id or a name', () => {
  const all = [...roleTemplates, ...implicitRoleTemplates];
  for (const role of all) {
    expect(role.id).toMatch(guid);
    expect([role.displayName, role.description]).not.toContain('');
  }
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(new Set(all.map(({ displayName }) => displayName)).size).toBe(all.length);
  expect(roleTemplate('62e90394-69f5-4237-9190-012177145e10')?.isPrivileged).toBe(true);
});
