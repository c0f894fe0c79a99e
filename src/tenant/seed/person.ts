import { isoTime } from '#kernel';

import { departments, initialDomain, leaverAlias, mainDomain, offices, organizationName } from './facts.ts';
import type { Chance } from './ids.ts';
import { skus } from './licences.ts';
import { nameOf } from './names.ts';
import { type Plan, has, leaver, levelOf } from './plan.ts';

type Row = Record<string, unknown> & { readonly id: string };

const day = 24 * 60 * 60 * 1000;
const sku = (part: string): string => skus.find(({ skuPartNumber }) => skuPartNumber === part)!.skuId;
const licensedTraits = ['e3', 'e5', 'powerBi'] as const;
const licences = { e3: sku('SPE_E3'), e5: sku('SPE_E5'), powerBi: sku('POWER_BI_PRO') };

/** As Graph writes a time without parts of a second. */
export function timeOf(milliseconds: number): string {
  return `${isoTime(milliseconds).slice(0, 19)}Z`;
}

export function aliasOf(plan: Plan, n: number): string {
  if (n === leaver) return leaverAlias;
  const { alias } = nameOf(plan.name[n]!);
  return plan.namesake[n] === 0 ? alias : `${alias}${plan.namesake[n]}`;
}

/** One person as Graph would show them; everything follows from the plan. */
export function personRow(plan: Plan, n: number, now: number): Row {
  const chance = plan.chances(n);
  const hired = now - (60 + Math.floor(chance(0) * 2_500)) * day;
  const facts: Facts = { plan, n, chance, now, hired, since: timeOf(hired) };
  return has(plan, n, 'guest') ? guestRow(facts) : memberRow(facts);
}

interface Facts {
  readonly plan: Plan;
  readonly n: number;
  readonly chance: Chance;
  readonly now: number;
  readonly hired: number;
  /** `hired` as Graph writes it. */
  readonly since: string;
}

function memberRow(facts: Facts): Row {
  const { plan, n, chance, since } = facts;
  const alias = aliasOf(plan, n);
  const { given, surname, display } =
    n === leaver ? { given: 'Dana', surname: 'Fischer', display: 'Dana Fischer' } : nameOf(plan.name[n]!);
  const { name: department, titles } = departments[plan.department[n]!]!;
  const office = offices[plan.office[n]!]!;
  const mail = `${alias}@${mainDomain}`;
  return {
    ...shared(facts),
    accountEnabled: !has(plan, n, 'disabled'),
    businessPhones: [`${office.phone} ${1000 + n}`],
    companyName: organizationName,
    department,
    displayName: display,
    employeeHireDate: since,
    employeeId: String(10_000 + n),
    employeeType: chance(1) < 0.08 ? 'Contractor' : 'Employee',
    givenName: given,
    jobTitle: titleOf(plan, n, department, titles[Math.floor(chance(2) * titles.length)]!),
    mail,
    mailNickname: alias,
    officeLocation: office.name,
    proxyAddresses: [`SMTP:${mail}`, `smtp:${alias}@${initialDomain}`],
    showInAddressList: true,
    surname,
    usageLocation: has(plan, n, 'unlocated') ? null : office.code,
    userPrincipalName: mail,
    userType: 'Member',
  };
}

function titleOf(plan: Plan, n: number, department: string, usual: string): string {
  const level = levelOf(plan, n);
  if (level === 'chief') return 'Chief Executive Officer';
  if (level === 'head') return `Head of ${department}`;
  return level === 'manager' ? `${department} Manager` : usual;
}

function guestRow(facts: Facts): Row {
  const { plan, n, hired, since } = facts;
  const alias = aliasOf(plan, n);
  const { given, surname, display } = nameOf(plan.name[n]!);
  const pending = has(plan, n, 'pending');
  return {
    ...shared(facts),
    accountEnabled: true,
    businessPhones: [],
    companyName: 'Partner',
    creationType: 'Invitation',
    displayName: display,
    externalUserState: pending ? 'PendingAcceptance' : 'Accepted',
    externalUserStateChangeDateTime: pending ? since : timeOf(hired + day),
    givenName: given,
    mail: `${alias}@partner.example`,
    mailNickname: `${alias}_partner.example#EXT#`,
    otherMails: [`${alias}@partner.example`],
    proxyAddresses: [],
    showInAddressList: false,
    surname,
    userPrincipalName: `${alias}_partner.example#EXT#@${initialDomain}`,
    userType: 'Guest',
  };
}

function shared(facts: Facts): Row {
  const { plan, n, since } = facts;
  const office = offices[plan.office[n]!]!;
  return {
    id: plan.ids.of(n),
    ...licencesOf(plan, n, since),
    assignedPlans: [],
    city: office.city,
    country: office.country,
    createdDateTime: since,
    lastPasswordChangeDateTime: since,
    otherMails: [],
    preferredLanguage: office.language,
    signInActivity: signInsOf(facts),
    signInSessionsValidFromDateTime: since,
  };
}

function licencesOf(plan: Plan, n: number, since: string) {
  const assigned = licensedTraits.filter((each) => has(plan, n, each));
  const licensed = assigned.map((each) => ({ skuId: licences[each], disabledPlans: [] }));
  return {
    assignedLicenses: licensed,
    licenseAssignmentStates: licensed.map((each) => ({
      ...each,
      assignedByGroup: null,
      state: 'Active',
      error: 'None',
      lastUpdatedDateTime: since,
    })),
  };
}

function signInsOf({ plan, n, chance, now }: Facts): Readonly<Record<string, unknown>> | null {
  if (has(plan, n, 'neverSignedIn') || has(plan, n, 'pending')) return null;
  const ago = has(plan, n, 'stale') ? 180 + chance(3) * 400 : chance(3) * 20;
  const at = timeOf(now - ago * day);
  return {
    lastSignInDateTime: at,
    lastSignInRequestId: '00000000-0000-0000-0000-000000000000',
    lastSuccessfulSignInDateTime: at,
    lastNonInteractiveSignInDateTime: at,
  };
}
