import { dice } from '#kernel';

import { idsOf } from './ids.ts';
import { timeOf } from './person.ts';
import { type Plan, has, members } from './plan.ts';

const day = 24 * 60 * 60 * 1000;

const models = [
  {
    operatingSystem: 'Windows',
    version: '10.0.26100.6584',
    manufacturer: 'Contoso',
    model: 'Slate 14',
    share: 0.6,
  },
  {
    operatingSystem: 'Windows',
    version: '10.0.19045.3803',
    manufacturer: 'Contoso',
    model: 'Tower 3',
    share: 0.15,
  },
  { operatingSystem: 'macOS', version: '15.6.1', manufacturer: 'Apple', model: 'MacBook Pro', share: 0.15 },
  { operatingSystem: 'IPhone', version: '18.6', manufacturer: 'Apple', model: 'iPhone 16', share: 0.1 },
] as const;

export interface DeviceRow extends Record<string, unknown> {
  readonly id: string;
}

/** A device for two people in three, in the order of their ids; one in twelve was not seen for months, some are not compliant. */
export function* devicesOf(plan: Plan, now: number): Generator<{ row: DeviceRow; owner: number }> {
  const owners: number[] = [];
  for (const n of members(plan)) if (n % 3 !== 0 && !has(plan, n, 'neverSignedIn')) owners.push(n);
  const ids = idsOf(plan.seed, 'device', owners.length);
  for (let rank = 0; rank < owners.length; rank += 1) {
    const number = ids.at(rank);
    const owner = owners[number]!;
    yield { row: deviceRow(plan, owner, ids.of(number), now), owner };
  }
}

function deviceRow(plan: Plan, owner: number, id: string, now: number): DeviceRow {
  const roll = dice(`${plan.seed}/device/${owner}`);
  let drawn = roll.next();
  const model = models.find(({ share }) => (drawn -= share) < 0) ?? models[0];
  const stale = roll.next() < 0.08 || has(plan, owner, 'disabled');
  const registered = now - (200 + roll.below(900)) * day;
  return {
    id,
    accountEnabled: true,
    approximateLastSignInDateTime: timeOf(now - (stale ? 120 + roll.below(300) : roll.below(14)) * day),
    deviceId: roll.id(),
    deviceOwnership: 'Company',
    displayName: `FJ-${model.operatingSystem.slice(0, 3).toUpperCase()}-${10_000 + owner}`,
    isCompliant: !stale && roll.next() < 0.95,
    isManaged: true,
    manufacturer: model.manufacturer,
    model: model.model,
    operatingSystem: model.operatingSystem,
    operatingSystemVersion: model.version,
    profileType: 'RegisteredDevice',
    registrationDateTime: timeOf(registered),
    trustType: model.operatingSystem === 'Windows' ? 'AzureAd' : 'Workplace',
  };
}
