import { type Dice, dice } from '#kernel';

import { departments, offices } from './facts.ts';
import { type Chance, type Ids, chancesOf, idsOf } from './ids.ts';
import { nameOf, pickName } from './names.ts';

/** What is the matter with a person, and what they are licensed for: bits, since a million of them are kept. */
export const traits = {
  guest: 1,
  disabled: 2,
  /** Nobody set a usage location: no licence can be given. */
  unlocated: 4,
  /** Has not signed in for more than half a year. */
  stale: 8,
  neverSignedIn: 16,
  /** Invited and never accepted. */
  pending: 32,
  e3: 64,
  e5: 128,
  powerBi: 256,
} as const;

/** Who works where under whom, decided before the first row is written, in a few bytes a person. */
export interface Plan {
  readonly seed: string;
  readonly size: number;
  readonly ids: Ids;
  /** What is drawn for one person, from the person's number. */
  readonly chances: (n: number) => Chance;
  readonly department: Uint8Array;
  readonly office: Uint8Array;
  readonly traits: Uint16Array;
  /** Read by `nameOf`; the leaver's name is her own. */
  readonly name: Uint32Array;
  /** 0 for the first of a name, 2 for the second. */
  readonly namesake: Uint32Array;
  /** Of each department its people without guests and the chief, the head first. */
  readonly staff: readonly (readonly number[])[];
  /** Where a person stands in the staff of the department. */
  readonly place: Uint32Array;
}

export const chief = 0;
/** Third in sales: an ordinary employee. */
export const leaver = departments.length + 3;
const span = 9;

export function planOf(seed: string, size: number): Plan {
  const roll = dice(`${seed}/plan`);
  const plan: Plan = {
    seed,
    size,
    ids: idsOf(seed, 'user', size),
    chances: chancesOf(seed, 'person'),
    department: new Uint8Array(size),
    office: new Uint8Array(size),
    traits: new Uint16Array(size),
    name: new Uint32Array(size),
    namesake: new Uint32Array(size),
    staff: departments.map(() => []),
    place: new Uint32Array(size),
  };
  // The address of the one who leaves in the demo is hers alone.
  const taken = new Map<string, number>([['dana.fischer', 1]]);
  for (let n = 0; n < size; n += 1) {
    plan.department[n] = departmentOf(n, roll);
    plan.office[n] = roll.below(offices.length);
    plan.traits[n] = traitsOf(n, roll);
    const name = pickName(roll, offices[plan.office[n]!]!.code);
    plan.name[n] = name;
    if (n !== leaver) plan.namesake[n] = namesakes(taken, nameOf(name).alias);
    if (n === chief || has(plan, n, 'guest')) continue;
    const staff = plan.staff[plan.department[n]!] as number[];
    plan.place[n] = staff.length;
    staff.push(n);
  }
  return plan;
}

export function has(plan: Plan, n: number, trait: keyof typeof traits): boolean {
  return (plan.traits[n]! & traits[trait]) !== 0;
}

/** The chief has none, heads report to the chief, everybody else to somebody further up in the department. */
export function managerOf(plan: Plan, n: number): number | undefined {
  if (n === chief || has(plan, n, 'guest')) return undefined;
  const place = plan.place[n]!;
  if (place === 0) return chief;
  return plan.staff[plan.department[n]!]![Math.floor((place - 1) / span)];
}

export function levelOf(plan: Plan, n: number): 'chief' | 'head' | 'manager' | 'member' {
  if (n === chief) return 'chief';
  if (has(plan, n, 'guest')) return 'member';
  const place = plan.place[n]!;
  if (place === 0) return 'head';
  return place * span + 1 < plan.staff[plan.department[n]!]!.length ? 'manager' : 'member';
}

/** Everybody but guests, in the order of their ids. */
export function* members(plan: Plan): Generator<number> {
  for (let rank = 0; rank < plan.size; rank += 1) {
    const n = plan.ids.at(rank);
    if (!has(plan, n, 'guest')) yield n;
  }
}

/** The first after the chief lead the departments, one each. */
function departmentOf(n: number, roll: Dice): number {
  const drawn = roll.below(departments.length);
  if (n === leaver) return 0;
  return n <= departments.length ? (n + departments.length - 1) % departments.length : drawn;
}

function traitsOf(n: number, roll: Dice): number {
  const [fate, care, activity, extra] = [roll.next(), roll.next(), roll.next(), roll.next()];
  const leads = n <= departments.length;
  if (leads) return traits.e5;
  const powerBi = extra < 0.2 ? traits.powerBi : 0;
  if (n === leaver) return traits.e3 | traits.powerBi;
  if (fate < 0.04) {
    const state = activity < 0.15 ? traits.pending : activity < 0.45 ? traits.stale : 0;
    return traits.guest | traits.unlocated | state;
  }
  const active = activity < 0.04 ? traits.stale : activity < 0.06 ? traits.neverSignedIn : 0;
  // Half of those who left keep the licence that nobody took from them.
  if (fate >= 0.94) return traits.disabled | traits.stale | (care < 0.5 ? traits.e3 | powerBi : 0);
  if (care < 0.01) return traits.unlocated | active;
  return active | (care < 0.06 ? traits.e5 : traits.e3) | powerBi;
}

function namesakes(taken: Map<string, number>, alias: string): number {
  const before = taken.get(alias) ?? 0;
  taken.set(alias, before + 1);
  return before === 0 ? 0 : before + 1;
}
