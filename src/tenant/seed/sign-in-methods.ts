import { fixedIds, methodRow } from '../behaviours/authentication-methods/methods.ts';
import { offices } from './facts.ts';
import { chancesOf } from './ids.ts';
import { timeOf } from './person.ts';
import { type Plan, has } from './plan.ts';

type Row = Record<string, unknown> & { readonly id: string };

const day = 24 * 60 * 60 * 1000;
/** A larger company is there to test amounts, and people are most of that. */
const largest = 50_000;
const apps = ['iPhone 16', 'iPhone 15', 'Pixel 9', 'Galaxy S25'];
/** A public identifier of a make of keys: YubiKey 5 Series. */
const keyMake = 'cb69481e-8ff7-4039-93ec-0a2729a154a8';

/**
 * What members sign in with beside a password: the app (seven in ten), a mobile phone (half), a key (one in twenty). One in
 * six has nothing: there to be found.
 */
export function signInMethods(plan: Plan, now: number): (n: number) => Row[] {
  if (plan.size > largest) return () => [];
  const chances = chancesOf(plan.seed, 'sign-in method');
  return (n) => {
    if (has(plan, n, 'guest') || has(plan, n, 'neverSignedIn')) return [];
    const chance = chances(n);
    const userId = plan.ids.of(n);
    const createdDateTime = timeOf(now - (30 + Math.floor(chance(0) * 500)) * day);
    const rows: Row[] = [];
    const add = (methodId: string, type: string, values: Record<string, unknown>): void =>
      void rows.push(methodRow(userId, methodId, type, { createdDateTime, ...values }));
    if (chance(1) < 0.7)
      add(guidOf(chance, 10), 'microsoftAuthenticatorAuthenticationMethod', {
        deviceTag: 'SoftwareTokenActivated',
        displayName: apps[Math.floor(chance(2) * apps.length)],
        phoneAppVersion: '6.8.30',
      });
    if (chance(3) < 0.45)
      add(fixedIds.mobile, 'phoneAuthenticationMethod', {
        createdDateTime: null,
        phoneNumber: numberOf(plan, n),
        phoneType: 'mobile',
        smsSignInState: 'notEnabled',
      });
    if (chance(4) < 0.05)
      add(guidOf(chance, 20), 'fido2AuthenticationMethod', {
        aaGuid: keyMake,
        attestationCertificates: [],
        attestationLevel: 'attested',
        displayName: 'Security key',
        model: 'YubiKey 5 Series',
      });
    return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  };
}

/** `+351 215551042`. */
function numberOf(plan: Plan, n: number): string {
  const [country = '', ...rest] = offices[plan.office[n]!]!.phone.split(' ');
  return `${country} ${rest.join('')}${String(n).padStart(5, '0')}`;
}

function guidOf(chance: (which: number) => number, from: number): string {
  const part = (which: number): string =>
    Math.floor(chance(from + which) * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  const hex = [0, 1, 2, 3].map(part).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
