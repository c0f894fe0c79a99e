import { describe, expect, test } from 'vitest';

import { parseIsoTime } from '#kernel';

import { holds } from './rule-evaluate.ts';
import { parseRule } from './rule-parser.ts';
import { compilePattern } from './rule-pattern.ts';
import { readsOf } from './rule-reads.ts';

const ada = {
  id: 'ada',
  accountEnabled: true,
  assignedPlans: [
    { capabilityStatus: 'Enabled', service: 'exchange', servicePlanId: 'plan-1' },
    { capabilityStatus: 'Deleted', service: 'SharePoint', servicePlanId: 'plan-2' },
  ],
  businessPhones: ['+44 1'],
  city: 'London',
  department: 'Sales "East"',
  displayName: 'Ada Lovelace',
  employeeHireDate: '2026-11-20T00:00:00Z',
  jobTitle: null,
  onPremisesExtensionAttributes: { extensionAttribute3: 'blue' },
  otherMails: ['ada@home.test', 'ada@club.test'],
  proxyAddresses: [],
  extension_00000000000000000000000000000abc_costCentre: '7',
  userPrincipalName: 'ada@contoso.com',
  userType: 'Member',
};

function matches(
  rule: string,
  row: Record<string, unknown> & { id: string } = ada,
  of: 'user' | 'device' = 'user',
) {
  return holds(parseRule(rule), {
    of,
    row,
    now: parseIsoTime('2026-11-24T10:00:00Z') ?? 0,
    isMemberOf: (group) => group === 'g1',
    reportsTo: (manager) => manager === 'boss',
  });
}

describe('a rule holds, or does not', () => {
  test.each<[rule: string, answer: boolean]>([
    ['user.city -eq "London"', true],
    ['USER.CITY -EQ "lONDON"', true],
    ["user.city -eq 'London'", true],
    ['user.city eq "London"', true],
    ['user.city -ne "Paris"', true],
    ['user.department -eq "Sales `"East`""', true],
    ['user.jobTitle -eq null', true],
    ['user.jobTitle -ne $null', false],
    ['user.jobTitle -ne "Clerk"', true],
    ['user.jobTitle -notContains "Clerk"', true],
    ['user.jobTitle -startsWith "C"', false],
    ['user.displayName -startsWith "ada"', true],
    ['user.displayName -notStartsWith "ada"', false],
    ['user.displayName -endsWith "LACE"', true],
    ['user.displayName -notEndsWith "x"', true],
    ['user.displayName -contains "love"', true],
    ['user.displayName -match "^A.a\\sLove"', true],
    ['user.displayName -match "lace$"', true],
    ['user.displayName -notMatch "^Love"', true],
    ['user.city -in ["Paris", "London"]', true],
    ['user.city -notIn ["Paris","Rome"]', true],
    ['user.accountEnabled -eq true', true],
    ['user.accountEnabled -ne false', true],
    ['user.dirSyncEnabled -eq null', true],
    ['user.objectId -eq "ADA"', true],
    ['user.telephoneNumber -startsWith "+44"', true],
    ['user.extensionAttribute3 -eq "Blue"', true],
    ['user.extensionAttribute4 -eq null', true],
    ['user.extension_00000000000000000000000000000abc_costCentre -eq "7"', true],
    // Any one of a collection meets it; the negation holds where none does.
    ['user.otherMails -contains "club"', true],
    ['user.otherMails -notContains "club"', false],
    ['user.otherMails -ne null', true],
    ['user.proxyAddresses -eq null', true],
    ['user.otherMails -any (_ -startsWith "ada@club")', true],
    ['user.otherMails -all (_ -contains "home")', false],
    ['user.otherMails -all (_ -startsWith "ada")', true],
    ['user.proxyAddresses -all (_ -contains "x")', false],
    [
      'user.assignedPlans -any (assignedPlan.service -eq "Exchange" -and assignedPlan.capabilityStatus -eq "Enabled")',
      true,
    ],
    [
      'user.assignedPlans -any (assignedPlan.servicePlanId -eq "plan-2" -and assignedPlan.capabilityStatus -eq "Enabled")',
      false,
    ],
    [
      'user.assignedPlans -all (assignedPlan.servicePlanId -startsWith "plan" -and -not (assignedPlan.service -eq ""))',
      true,
    ],
    // -and binds tighter than -or, -not tighter than both.
    ['user.city -eq "Paris" -and user.city -eq "London" -or user.userType -eq "Member"', true],
    ['user.city -eq "Paris" -and (user.city -eq "London" -or user.userType -eq "Member")', false],
    ['user.userType -eq "Member" -or user.city -eq "London" -and user.city -eq "Paris"', true],
    ['-not user.city -eq "Paris" -and user.city -eq "London"', true],
    ['not (user.city -eq "Paris" or user.city -eq "London")', false],
    ['-not -not (user.city -eq "London")', true],
    // Times, and those that move.
    ['user.employeeHireDate -ge 2026-11-20T00:00:00Z', true],
    ['user.employeeHireDate -le 2026-11-19', false],
    ['user.employeeHireDate -eq "2026-11-20T00:00:00Z"', true],
    ['user.employeeHireDate -ge system.now -minus p7d', true],
    ['user.employeeHireDate -ge system.now', false],
    ['(user.employeehiredate -le system.now -plus p1d) and (user.accountEnabled -eq true)', true],
    // Relations.
    ["user.memberof -any (group.objectId -in ['g0', 'g1'])", true],
    ['user.memberof -any (group.objectId -in ["g0"])', false],
    ['Direct Reports for "boss"', true],
    ['direct reports for "other"', false],
  ])('%s: %s', (rule, answer) => {
    expect(matches(rule)).toBe(answer);
  });

  test.each<[string, boolean]>([
    ['device.deviceOSType -eq "Windows"', true],
    ['device.devicePhysicalIds -any (_ -contains "[ZTDId]")', true],
    ['device.deviceTrustType -in ["Workplace"]', false],
    ['device.systemLabels -contains "AzureResource"', true],
    ['device.extensionAttribute1 -eq "kiosk"', true],
  ])('of a device, %s: %s', (rule, answer) => {
    const device = {
      id: 'd',
      operatingSystem: 'Windows',
      physicalIds: ['[ZTDId]:1'],
      systemLabels: ['AzureResource'],
      trustType: 'AzureAd',
      extensionAttributes: { extensionAttribute1: 'kiosk' },
    };
    expect(matches(rule, device, 'device')).toBe(answer);
    expect(matches(rule, ada, 'user')).toBe(false);
  });
});

describe('a rule is refused', () => {
  test.each<[rule: string, text: string]>([
    ['', 'Query compilation error'],
    ['user.city', 'Query compilation error'],
    ['user.city -eq', 'Query compilation error'],
    ['user.city -eq London', 'Query compilation error'],
    ['user.city -eq "London', 'Query compilation error'],
    ['(user.city -eq "London"', 'Query compilation error'],
    ['user.city -eq "London")', 'Query compilation error'],
    ['(user.department -eq "Sales") (user.department -eq "Marketing")', 'Query compilation error'],
    ['city -eq "London"', 'Query compilation error'],
    ['group.displayName -eq "x"', 'Invalid object type.'],
    ['user.invalidProperty -eq "Value"', "Property 'invalidProperty' cannot be applied to object 'User'"],
    ['device.userType -eq "x"', "cannot be applied to object 'Device'"],
    ['user.city -eq "x" -and device.displayName -eq "y"', 'Mixed use of properties'],
    ['user.accountEnabled -contains true', 'operator -contains'],
    ['user.accountEnabled -eq "true"', 'operator -eq'],
    ['user.city -eq true', 'operator -eq'],
    ['user.city -ge "x"', 'operator -ge'],
    ['user.city -contains null', 'operator -contains'],
    ['user.city -like "x"', 'operator -like'],
    ['user.city -any (_ -eq "x")', 'operator -any'],
    ['user.otherMails -in ["x"]', 'operator -in'],
    ['user.assignedPlans -eq "x"', 'operator -eq'],
    ['user.assignedPlans -any (assignedPlan.colour -eq "x")', 'Wrong property applied'],
    ['user.userPrincipalName -match "*@domain.ext"', 'operator -match'],
    ['user.city -match "(a)\\1"', 'operator -match'],
    ['user.city -match "a{1,100000}"', 'operator -match'],
    ['user.memberof -eq "x"', 'operator -memberof'],
    ['user.memberof -any (group.displayName -in ["x"])', 'Wrong property applied'],
    ['user.memberof -any (group.objectId -in [\'g\']) -or user.city -eq "x"', 'Query compilation error'],
    [`user.city -eq "${'x'.repeat(3072)}"`, "property 'membershipRule'"],
    ['('.repeat(500), 'Query compilation error'],
    ['-not '.repeat(500), 'Query compilation error'],
  ])('%s', (rule, text) => {
    expect(() => parseRule(rule)).toThrow(text);
  });
});

describe('patterns', () => {
  test.each<[pattern: string, text: string, found: boolean]>([
    ['a+b', 'xaaab', true],
    ['^a|b$', 'cab', true],
    ['^(a|b)$', 'ab', false],
    ['[^0-9]', '123', false],
    ['[a-c]{2,3}', 'xabx', true],
    ['^\\d{3}-\\w+$', '123-ab_1', true],
    ['a.c', 'a\nc', false],
    ['colou?r', 'COLOR', true],
    ['(?:ab)*c', 'ababc', true],
    ['\\.', 'a.b', true],
    ['\\@', 'a@b', true],
    ['^$', '', true],
    ['[]x]', ']', true],
    ['a{2}', 'a', false],
    ['x*', '', true],
  ])('%s in %j: %s', (pattern, text, found) => {
    expect(compilePattern(pattern).found(text)).toBe(found);
  });

  test('one that would take others for ever ends', () => {
    expect(compilePattern('^(a+)+$').found(`${'a'.repeat(2000)}!`)).toBe(false);
  });
});

test('a rule says what it looks at', () => {
  const reads = readsOf(
    parseRule(
      'user.telephoneNumber -ne null -or user.employeeHireDate -ge system.now -or user.extensionAttribute1 -eq "x"',
    ),
  );
  expect([...reads.properties]).toEqual([
    'businessPhones',
    'employeeHireDate',
    'onPremisesExtensionAttributes',
  ]);
  expect(reads).toMatchObject({ of: 'user', clock: true, manager: undefined });
  expect([...readsOf(parseRule("device.memberof -any (group.objectId -in ['G'])")).groups]).toEqual(['g']);
});
