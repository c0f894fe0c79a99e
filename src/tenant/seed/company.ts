import { type Dice, dice, isoTime } from '#kernel';

import type { AssignedLicence } from '../behaviours/licences.ts';
import type { TenantState } from '../state/state.ts';
import {
  type Person,
  automationMailbox,
  demoLeaver,
  departments,
  initialDomain,
  leaverAlias,
  mainDomain,
  offices,
  organizationName,
} from './facts.ts';
import { seedGroups } from './groups.ts';
import { skus } from './licences.ts';
import { personName } from './names.ts';
import { type TrustedApp, seedApplication, seedResources, seedTrustedApp } from './principals.ts';

export interface SeedOptions {
  /** The same seed gives the same company, ids included. */
  readonly seed: string;
  readonly people: number;
  readonly trustedApps: readonly TrustedApp[];
  /** Milliseconds; the company's history lies before it. */
  readonly now: number;
}

const day = 24 * 60 * 60 * 1000;

/** Fills an empty state with a company. */
export function seedCompany(state: TenantState, options: SeedOptions): void {
  const throwing = dice(options.seed);
  const created = isoTime(options.now - 900 * day).replace(/\.\d{3}Z$/, 'Z');
  state.setSetting('tenant-id', throwing.id());
  seedOrganization(state, throwing, created);
  seedResources(state, throwing);
  const people = seedPeople(state, throwing, options);
  seedServiceMailbox(state, throwing, created);
  seedGroups(state, throwing, people, created);
  seedLicences(state, throwing, people, options.people);
  for (const displayName of ['Payroll Connector', 'Badge System', 'Learning Portal']) {
    seedApplication(state, throwing, { clientId: throwing.id(), displayName }, created);
  }
  for (const app of options.trustedApps) seedTrustedApp(state, throwing, app, created);
}

function seedOrganization(state: TenantState, throwing: Dice, created: string): void {
  for (const [id, isDefault] of [
    [mainDomain, true],
    [initialDomain, false],
  ] as const) {
    state.insert('domain', {
      id,
      authenticationType: 'Managed',
      isAdminManaged: true,
      isDefault,
      isInitial: !isDefault,
      isRoot: true,
      isVerified: true,
      supportedServices: ['Email', 'OfficeCommunicationsOnline'],
    });
  }
  state.insert('organization', {
    id: state.setting('tenant-id')!,
    assignedPlans: [],
    city: 'Lisbon',
    country: 'Portugal',
    countryLetterCode: 'PT',
    createdDateTime: created,
    displayName: organizationName,
    preferredLanguage: 'en',
    technicalNotificationMails: [automationMailbox],
    tenantType: 'AAD',
    verifiedDomains: [
      {
        name: mainDomain,
        type: 'Managed',
        isDefault: true,
        isInitial: false,
        capabilities: 'Email, OfficeCommunicationsOnline',
      },
      {
        name: initialDomain,
        type: 'Managed',
        isDefault: false,
        isInitial: true,
        capabilities: 'Email, OfficeCommunicationsOnline',
      },
    ],
  });
  for (const sku of skus) {
    state.insert('subscribedSku', {
      id: `${state.setting('tenant-id')}_${sku.skuId}`,
      accountId: throwing.id(),
      accountName: organizationName,
      appliesTo: 'User',
      capabilityStatus: 'Enabled',
      consumedUnits: 0,
      prepaidUnits: { enabled: 0, suspended: 0, warning: 0, lockedOut: 0 },
      servicePlans: sku.plans.map(([servicePlanName, servicePlanId]) => ({
        servicePlanId,
        servicePlanName,
        provisioningStatus: 'Success',
        appliesTo: 'User',
      })),
      skuId: sku.skuId,
      skuPartNumber: sku.skuPartNumber,
    });
  }
}

/** A chief, heads of departments, members who report to their head; some guests, some who left, one who will. */
function seedPeople(state: TenantState, throwing: Dice, options: SeedOptions): Person[] {
  const people: Person[] = [];
  const heads = new Map<string, string>();
  const taken = new Set([leaverAlias]);
  for (let n = 0; n < options.people; n++) {
    const place =
      departments[
        n <= departments.length
          ? (n + departments.length - 1) % departments.length
          : throwing.below(departments.length)
      ]!;
    const isLeaver = n === departments.length + 3;
    const department = isLeaver ? 'Sales' : place.name;
    const level = n === 0 ? 'chief' : n <= departments.length ? 'head' : 'member';
    const person = makePerson(throwing, n, { department, level, isLeaver, taken, now: options.now });
    state.insert('user', person.row);
    const manager = level === 'member' ? heads.get(department) : people[0]?.id;
    if (manager !== undefined && !person.facts.guest) state.link('user.manager', person.facts.id, manager);
    if (level === 'head') heads.set(department, person.facts.id);
    people.push(person.facts);
  }
  return people;
}

interface Place {
  readonly department: string;
  readonly level: Person['level'];
  readonly isLeaver: boolean;
  readonly taken: Set<string>;
  readonly now: number;
}

function makePerson(
  throwing: Dice,
  n: number,
  place: Place,
): { row: Record<string, unknown> & { id: string }; facts: Person } {
  const { department, level, isLeaver, taken, now } = place;
  const fate = throwing.next();
  const guest = level === 'member' && !isLeaver && fate < 0.04;
  const enabled = level !== 'member' || isLeaver || fate < 0.94;
  const name = isLeaver ? { given: 'Dana', surname: 'Fischer', alias: leaverAlias } : personName(n);
  const alias = isLeaver ? leaverAlias : unique(name.alias, taken);
  const office = throwing.pick(offices);
  const titles = departments.find((each) => each.name === department)!.titles;
  const id = throwing.id();
  const mail = guest ? `${alias}@partner.example` : `${alias}@${mainDomain}`;
  const upn = guest ? `${alias}_partner.example#EXT#@${initialDomain}` : mail;
  const hired = now - (60 + throwing.below(2_500)) * day;
  const time = (milliseconds: number): string => isoTime(milliseconds).replace(/\.\d{3}Z$/, 'Z');
  const row = {
    id,
    accountEnabled: enabled,
    assignedLicenses: [],
    assignedPlans: [],
    businessPhones: guest ? [] : [`${office.phone} ${String(1000 + n)}`],
    city: office.city,
    companyName: guest ? 'Partner' : organizationName,
    country: office.country,
    createdDateTime: time(hired),
    creationType: guest ? 'Invitation' : null,
    department: guest ? null : department,
    displayName: `${name.given} ${name.surname}`,
    employeeHireDate: guest ? null : time(hired),
    employeeId: guest ? null : String(10_000 + n),
    employeeType: guest ? null : 'Employee',
    externalUserState: guest ? 'Accepted' : null,
    givenName: name.given,
    jobTitle: guest
      ? null
      : level === 'chief'
        ? 'Chief Executive Officer'
        : level === 'head'
          ? `Head of ${department}`
          : throwing.pick(titles),
    licenseAssignmentStates: [],
    mail,
    mailNickname: alias,
    mobilePhone: null,
    officeLocation: office.name,
    otherMails: [],
    preferredLanguage: office.language,
    proxyAddresses: guest ? [] : [`SMTP:${mail}`, `smtp:${alias}@${initialDomain}`],
    showInAddressList: !guest,
    signInSessionsValidFromDateTime: time(hired),
    surname: name.surname,
    usageLocation: guest ? null : office.code,
    userPrincipalName: upn,
    userType: guest ? 'Guest' : 'Member',
  };
  return { row, facts: { id, upn, department, level, country: office.code, enabled, guest } };
}

function seedServiceMailbox(state: TenantState, throwing: Dice, created: string): void {
  state.insert('user', {
    id: throwing.id(),
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
  });
}

/** Consumed units follow from the assignments, as they do in a real tenant. */
function seedLicences(state: TenantState, throwing: Dice, people: readonly Person[], size: number): void {
  const consumed = new Map<string, number>();
  const id = (part: string): string => skus.find(({ skuPartNumber }) => skuPartNumber === part)!.skuId;
  for (const person of people) {
    if (person.guest || (!person.enabled && throwing.next() < 0.5)) continue;
    const base = person.level === 'member' ? 'SPE_E3' : 'SPE_E5';
    const extra = person.upn === demoLeaver || throwing.next() < 0.2 ? ['POWER_BI_PRO'] : [];
    const licences: AssignedLicence[] = [base, ...extra].map((part) => ({
      skuId: id(part),
      disabledPlans: [],
    }));
    state.update('user', person.id, {
      assignedLicenses: licences,
      licenseAssignmentStates: licences.map(({ skuId, disabledPlans }) => ({
        skuId,
        disabledPlans,
        assignedByGroup: null,
        state: 'Active',
        error: 'None',
        lastUpdatedDateTime: '2026-01-15T08:00:00Z',
      })),
    });
    for (const { skuId } of licences) consumed.set(skuId, (consumed.get(skuId) ?? 0) + 1);
  }
  for (const sku of skus) {
    const used = consumed.get(sku.skuId) ?? 0;
    state.update('subscribedSku', `${state.setting('tenant-id')}_${sku.skuId}`, {
      consumedUnits: used,
      prepaidUnits: {
        enabled: Math.max(sku.enabled(size), used + 5),
        suspended: 0,
        warning: 0,
        lockedOut: 0,
      },
    });
  }
}

function unique(alias: string, taken: Set<string>): string {
  let candidate = alias;
  for (let n = 2; taken.has(candidate); n++) candidate = `${alias}${n}`;
  taken.add(candidate);
  return candidate;
}
