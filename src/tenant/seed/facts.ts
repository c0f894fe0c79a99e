export const organizationName = 'Fjordlight';
export const mainDomain = 'fjordlight.example';
export const initialDomain = 'fjordlight.onmicrosoft.com';

export const departments: readonly { readonly name: string; readonly titles: readonly string[] }[] = [
  { name: 'Sales', titles: ['Account Manager', 'Sales Representative', 'Pre-Sales Consultant'] },
  { name: 'Engineering', titles: ['Software Engineer', 'Test Engineer', 'Platform Engineer', 'Architect'] },
  { name: 'Finance', titles: ['Controller', 'Accountant', 'Payroll Specialist'] },
  { name: 'Human Resources', titles: ['HR Partner', 'Recruiter'] },
  { name: 'IT', titles: ['System Administrator', 'Service Desk Analyst', 'Security Analyst'] },
  { name: 'Legal', titles: ['Counsel', 'Paralegal'] },
  { name: 'Marketing', titles: ['Designer', 'Content Editor', 'Campaign Manager'] },
  { name: 'Operations', titles: ['Planner', 'Logistics Coordinator', 'Buyer'] },
];

export const offices = [
  {
    name: 'Lisbon 1',
    city: 'Lisbon',
    country: 'Portugal',
    code: 'PT',
    language: 'pt-PT',
    phone: '+351 21 555',
  },
  {
    name: 'Berlin 2',
    city: 'Berlin',
    country: 'Germany',
    code: 'DE',
    language: 'de-DE',
    phone: '+49 30 555',
  },
  { name: 'Oslo 1', city: 'Oslo', country: 'Norway', code: 'NO', language: 'nb-NO', phone: '+47 22 55' },
  { name: 'Tokyo 4', city: 'Tokyo', country: 'Japan', code: 'JP', language: 'ja-JP', phone: '+81 3 5555' },
  { name: 'Lagos 1', city: 'Lagos', country: 'Nigeria', code: 'NG', language: 'en-NG', phone: '+234 1 555' },
] as const;

/** Who leaves in the demo: an ordinary employee, third in sales, so that she has a manager, groups and licences. */
export const leaverAlias = 'dana.fischer';
export const demoLeaver = `${leaverAlias}@${mainDomain}`;
/** A service mailbox that automation sends from. */
export const automationMailbox = `it-automation@${mainDomain}`;

/** On the applications that a tenant trusts from its first moment, since they are those of its installation. */
export const installationTag = 'TenantryInstallation';
