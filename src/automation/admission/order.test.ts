import { describe, expect, test } from 'vitest';

import { orderOf } from './order.ts';

describe('the order of a job', () => {
  test('is what the job says, else what starts it says, else what its runbook says, each part by itself', () => {
    const runbook = { priority: 5, concurrency: { key: 'mailboxes', mostAtOnce: 2 } };
    expect(orderOf([{ priority: 1 }, runbook], {}, [])).toEqual({
      priority: 1,
      concurrency: { key: 'mailboxes', mostAtOnce: 2 },
    });
    expect(orderOf([undefined, {}], {}, [])).toEqual({ priority: 0, concurrency: null });
  });

  test('has parameters in its key, whatever their case; what is no parameter stays', () => {
    const said = { concurrency: { key: 'offboard:{USER}:{other}', mostAtOnce: 1 } };
    expect(orderOf([said], { user: 'ada@contoso.example' }, []).concurrency?.key).toBe(
      'offboard:ada@contoso.example:{other}',
    );
  });

  test('never shows a secret parameter in its key', () => {
    const said = { concurrency: { key: '{password}', mostAtOnce: 1 } };
    expect(() => orderOf([said], { password: 'x' }, ['password'])).toThrow(/secret parameter 'password'/);
  });
});
