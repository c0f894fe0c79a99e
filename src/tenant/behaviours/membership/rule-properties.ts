import type { Operator, Subject } from './rule-nodes.ts';

export type Kind = 'text' | 'flag' | 'time' | 'texts' | 'plans';

export interface RuleProperty {
  readonly kind: Kind;
  /** Where Graph keeps it; a dot leads into a complex value. */
  readonly path: string;
}

const text = (path: string): RuleProperty => ({ kind: 'text', path });
const flag = (path: string): RuleProperty => ({ kind: 'flag', path });
const same = (names: string): [string, RuleProperty][] => names.split(' ').map((name) => [name, text(name)]);
const extensionAttributes = (holder: string): [string, RuleProperty][] =>
  Array.from({ length: 15 }, (_, n) => [
    `extensionAttribute${n + 1}`,
    text(`${holder}.extensionAttribute${n + 1}`),
  ]);

/** Source: learn.microsoft.com/entra/identity/users/groups-dynamic-membership#supported-properties. */
const user: Readonly<Record<string, RuleProperty>> = Object.fromEntries([
  ...same(
    'city country companyName department displayName employeeId givenName jobTitle mail onPremisesDistinguishedName onPremisesSecurityIdentifier passwordPolicies postalCode preferredLanguage state streetAddress surname usageLocation userPrincipalName userType',
  ),
  ['accountEnabled', flag('accountEnabled')],
  ['dirSyncEnabled', flag('onPremisesSyncEnabled')],
  ['employeeHireDate', { kind: 'time', path: 'employeeHireDate' }],
  ['facsimileTelephoneNumber', text('faxNumber')],
  ['mailNickName', text('mailNickname')],
  ['mobile', text('mobilePhone')],
  ['objectId', text('id')],
  ['physicalDeliveryOfficeName', text('officeLocation')],
  // Believed: a SIP address is the sign-in name, which it is unless somebody changed it.
  ['sipProxyAddress', text('userPrincipalName')],
  ['telephoneNumber', text('businessPhones.0')],
  ['otherMails', { kind: 'texts', path: 'otherMails' }],
  ['proxyAddresses', { kind: 'texts', path: 'proxyAddresses' }],
  ['assignedPlans', { kind: 'plans', path: 'assignedPlans' }],
  ...extensionAttributes('onPremisesExtensionAttributes'),
]);

const device: Readonly<Record<string, RuleProperty>> = Object.fromEntries([
  ...same('deviceCategory deviceId deviceOwnership displayName enrollmentProfileName managementType'),
  ['accountEnabled', flag('accountEnabled')],
  ['deviceManagementAppId', text('mdmAppId')],
  ['deviceManufacturer', text('manufacturer')],
  ['deviceModel', text('model')],
  ['deviceOSType', text('operatingSystem')],
  ['deviceOSVersion', text('operatingSystemVersion')],
  ['deviceTrustType', text('trustType')],
  ['isRooted', flag('isRooted')],
  ['objectId', text('id')],
  ['profileType', text('profileType')],
  ['devicePhysicalIds', { kind: 'texts', path: 'physicalIds' }],
  ['systemLabels', { kind: 'texts', path: 'systemLabels' }],
  ...extensionAttributes('extensionAttributes'),
]);

const tables = { user, device } as const;

/** The members of an assigned plan, which a lambda may ask about. */
export const planMembers = ['capabilityStatus', 'service', 'servicePlanId'] as const;

/** By name in any case; a directory extension (`extension_<appId>_<name>`) is a text of its own. */
export function findProperty(
  of: Subject,
  name: string,
): { readonly name: string; readonly property: RuleProperty } | undefined {
  const wanted = name.toLowerCase();
  const exact = Object.keys(tables[of]).find((each) => each.toLowerCase() === wanted);
  if (exact !== undefined) return { name: exact, property: tables[of][exact]! };
  return /^extension_[0-9a-f]{32}_\w+$/i.test(name) ? { name, property: text(name) } : undefined;
}

const comparable: readonly Operator[] = ['eq', 'ne'];
const onTexts: readonly Operator[] = [
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
  'contains',
  'notContains',
  'match',
  'notMatch',
];

/** Which operators a kind takes. Source: the same page, "Operator is not supported on attribute". */
export const operatorsOf: Readonly<Record<Kind, readonly Operator[]>> = {
  text: [...comparable, ...onTexts, 'in', 'notIn'],
  flag: comparable,
  time: [...comparable, 'le', 'ge'],
  // A collection meets one where any of its values does; only null compares with the whole.
  texts: [...comparable, ...onTexts],
  plans: comparable,
};
