import { problem } from '#kernel';

import { isCountry } from '../usage-locations.ts';

/** Source: learn.microsoft.com/graph/api/resources/user; Graph refuses a longer text as an invalid value. */
const longest: Readonly<Record<string, number>> = {
  city: 128,
  companyName: 64,
  country: 128,
  department: 64,
  displayName: 256,
  employeeId: 16,
  faxNumber: 64,
  givenName: 64,
  jobTitle: 128,
  mailNickname: 64,
  mobilePhone: 64,
  officeLocation: 128,
  postalCode: 40,
  state: 128,
  streetAddress: 1024,
  surname: 64,
};

const oneOf: Readonly<Record<string, readonly string[]>> = {
  ageGroup: ['Minor', 'NotAdult', 'Adult'],
  consentProvidedForMinor: ['Granted', 'Denied', 'NotRequired'],
  userType: ['Member', 'Guest'],
};

const passwordPolicies = ['none', 'disablestrongpassword', 'disablepasswordexpiration'];

/** Properties that SharePoint keeps: they are changed by a request of their own. */
const ofSharePoint = new Set([
  'aboutMe',
  'birthday',
  'hireDate',
  'interests',
  'mySite',
  'pastProjects',
  'preferredName',
  'responsibilities',
  'schools',
  'skills',
]);

type Values = Readonly<Record<string, unknown>>;

/** What no user may have, whoever writes it. */
export function checkUserValues(values: Values): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === null && name !== 'usageLocation') continue;
    if (!isValid(name, value)) throw problem('GraphPropertyInvalid', { property: name, type: 'User' });
  }
  const names = Object.keys(values);
  if (names.some((name) => ofSharePoint.has(name)) && names.some((name) => !ofSharePoint.has(name)))
    throw problem('GraphProfileApart');
}

function isValid(name: string, value: unknown): boolean {
  const most = longest[name];
  if (most !== undefined && String(value).length > most) return false;
  if (oneOf[name] !== undefined) return oneOf[name].includes(String(value));
  switch (name) {
    case 'usageLocation':
      return isCountry(value);
    case 'mailNickname':
      return /^[^@()\\[\]";:<>, ]+$/.test(String(value));
    case 'businessPhones':
      return (value as readonly string[]).length <= 1;
    case 'otherMails':
      return (value as readonly string[]).length <= 250 && (value as readonly string[]).every(isMail);
    case 'mail':
      return isMail(String(value));
    case 'passwordPolicies':
      return String(value)
        .split(',')
        .every((each) => passwordPolicies.includes(each.trim().toLowerCase()));
    case 'deviceEnrollmentLimit':
      return value === 5 || value === 1000;
    case 'onPremisesExtensionAttributes':
      return Object.entries(value as object).every(
        ([attribute, text]) =>
          /^extensionAttribute([1-9]|1[0-5])$/.test(attribute) &&
          (text === null || (typeof text === 'string' && text.length <= 1024)),
      );
    default:
      return true;
  }
}

export function isMail(text: string): boolean {
  return /^[^@\s]{1,64}@[^@\s]+\.[^@\s]+$/.test(text);
}

/** Source: learn.microsoft.com/graph/api/resources/user#legal-age-group-property-definitions. */
export function legalAgeGroup(ageGroup: unknown, consent: unknown): string | null {
  if (ageGroup === 'Adult' || ageGroup === 'NotAdult') return ageGroup;
  if (ageGroup !== 'Minor') return null;
  if (consent === 'Granted') return 'MinorWithParentalConsent';
  return consent === 'NotRequired' ? 'MinorNoParentalConsentRequired' : 'MinorWithOutParentalConsent';
}
