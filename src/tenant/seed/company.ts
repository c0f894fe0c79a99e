import { dice } from '#kernel';

import { type EntityName, isEntityName } from '../edm/model.ts';
import type { TenantState } from '../state/state.ts';
import { seedApplications } from './applications.ts';
import { devicesOf } from './devices.ts';
import { seedDirectory } from './directory.ts';
import { automationMailbox } from './facts.ts';
import { groupIds, groupRow, groupsOf } from './groups.ts';
import { seedOrganization } from './organization.ts';
import { personRow, timeOf } from './person.ts';
import type { KnownIds } from './known-ids.ts';
import { type Plan, managerOf } from './plan.ts';
import { type TrustedApp, seedResources, seedTrustedApp } from './principals.ts';
import { signInMethods } from './sign-in-methods.ts';

export interface SeedOptions {
  /** The same seed gives the same company, ids included. */
  readonly seed: string;
  readonly people: number;
  readonly trustedApps: readonly TrustedApp[];
  /** Milliseconds; the company's history lies before it. */
  readonly now: number;
  /** Of the tenant in whose place it comes. */
  readonly known?: KnownIds | undefined;
}

/** How far a seeding has come. */
export interface SeedProgress {
  readonly what: 'people' | 'groups' | 'devices' | 'indices';
  readonly done: number;
  readonly of: number;
}

const day = 24 * 60 * 60 * 1000;
const step = 2_000;

/** Where many rows go: in the order of their ids, so that a large file grows at its end. */
export interface Sink {
  insert(entity: EntityName, row: Readonly<Record<string, unknown>> & { readonly id: string }): void;
  link(nav: string, source: string, target: string): void;
}

/**
 * The many: people, groups, devices. In steps of some milliseconds, for whoever has something else to do between them.
 * Nothing of a million people is kept but the plan's few bytes.
 */
export function* seedMany(sink: Sink, plan: Plan, now: number): Generator<SeedProgress> {
  yield* seedPeople(sink, plan, now);
  yield* seedGroups(sink, plan, now);
  yield* seedDevices(sink, plan, now);
}

/** The few: the company itself, what it has subscribed to, its applications. */
export function seedFew(state: TenantState, plan: Plan, options: SeedOptions): void {
  const { seed, trustedApps, now, known } = options;
  const roll = dice(seed);
  const created = timeOf(now - 900 * day);
  const tenantId = roll.id();
  state.setSetting('tenant-id', known?.tenantId ?? tenantId);
  seedOrganization(state, roll, plan, created);
  seedResources(state, roll, known);
  state.insert('user', serviceMailbox(roll.id(), created));
  if (plan.size > 0) seedApplications(state, roll, now, created, known);
  for (const app of trustedApps) seedTrustedApp(state, roll, app, created, known);
  const administrators = [0, 5].filter((n) => n < plan.size).map((n) => plan.ids.of(n));
  seedDirectory(state, { seed, now, created, administrators });
}

function* seedPeople(sink: Sink, plan: Plan, now: number): Generator<SeedProgress> {
  const methodsOf = signInMethods(plan, now);
  for (let rank = 0; rank < plan.size; rank += 1) {
    const n = plan.ids.at(rank);
    const row = personRow(plan, n, now);
    sink.insert('user', row);
    for (const method of methodsOf(n)) sink.insert('authenticationMethod', method);
    const manager = managerOf(plan, n);
    if (manager !== undefined) sink.link('user.manager', row.id, plan.ids.of(manager));
    if (rank % step === 0) yield { what: 'people', done: rank, of: plan.size };
  }
}

function* seedGroups(sink: Sink, plan: Plan, now: number): Generator<SeedProgress> {
  const groups = groupsOf(plan);
  const ids = groupIds(plan, groups);
  const sorted = groups.toSorted((one, other) =>
    ids.get(one.displayName)! < ids.get(other.displayName)! ? -1 : 1,
  );
  for (const [at, group] of sorted.entries()) {
    const id = ids.get(group.displayName)!;
    sink.insert('group', groupRow(group, id, now));
    for (const name of group.groups ?? []) sink.link('group.members', id, ids.get(name)!);
    for (const owner of group.owners ?? [])
      if (owner !== undefined) sink.link('group.owners', id, plan.ids.of(owner));
    let written = 0;
    for (const n of group.people?.() ?? []) {
      sink.link('group.members', id, plan.ids.of(n));
      written += 1;
      if (written % step === 0) yield { what: 'groups', done: at, of: groups.length };
    }
    yield { what: 'groups', done: at + 1, of: groups.length };
  }
}

function* seedDevices(sink: Sink, plan: Plan, now: number): Generator<SeedProgress> {
  const entity: string = 'device';
  if (!isEntityName(entity)) return;
  let done = 0;
  for (const { row, owner } of devicesOf(plan, now)) {
    sink.insert(entity, row);
    sink.link('device.registeredOwners', row.id, plan.ids.of(owner));
    done += 1;
    if (done % step === 0) yield { what: 'devices', done, of: plan.size };
  }
}

/** Automation sends from it. */
function serviceMailbox(id: string, created: string): Record<string, unknown> & { id: string } {
  return {
    id,
    accountEnabled: false,
    assignedLicenses: [],
    assignedPlans: [],
    businessPhones: [],
    createdDateTime: created,
    displayName: 'IT Automation',
    licenseAssignmentStates: [],
    mail: automationMailbox,
    mailNickname: 'it-automation',
    otherMails: [],
    proxyAddresses: [`SMTP:${automationMailbox}`],
    showInAddressList: false,
    signInSessionsValidFromDateTime: created,
    usageLocation: 'PT',
    userPrincipalName: automationMailbox,
    userType: 'Member',
  };
}
