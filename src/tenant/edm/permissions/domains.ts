import type { PermissionRows } from './rows.ts';

/** Operations of domains. */
export const domainsPermissions: PermissionRows = [
  [
    'GET /domains',
    {
      application: 'Domain.Read.All Domain.ReadWrite.All Directory.Read.All',
      delegated: 'Domain.Read.All Domain.ReadWrite.All Directory.Read.All',
    },
  ],
  [
    'GET /domains/{id}',
    {
      application: 'Domain.Read.All Domain.ReadWrite.All Directory.Read.All',
      delegated: 'Domain.Read.All Domain.ReadWrite.All Directory.Read.All',
    },
  ],
  ['POST /domains', { application: 'Domain.ReadWrite.All', delegated: 'Domain.ReadWrite.All' }],
  ['PATCH /domains/{id}', { application: 'Domain.ReadWrite.All', delegated: 'Domain.ReadWrite.All' }],
  ['DELETE /domains/{id}', { application: 'Domain.ReadWrite.All', delegated: 'Domain.ReadWrite.All' }],
  [
    'POST /domains/{id}/forceDelete',
    { application: 'Domain.ReadWrite.All', delegated: 'Domain.ReadWrite.All' },
  ],
  ['POST /domains/{id}/promote', { application: 'Domain.ReadWrite.All', delegated: 'Domain.ReadWrite.All' }],
  ['POST /domains/{id}/verify', { application: 'Domain.ReadWrite.All', delegated: 'Domain.ReadWrite.All' }],
  [
    'GET /domains/{id}/domainNameReferences',
    {
      application: 'Domain.Read.All Domain.ReadWrite.All',
      delegated: 'Domain.Read.All Domain.ReadWrite.All',
    },
  ],
  [
    'GET /domains/{id}/domainNameReferences/{id}',
    {
      application: 'Domain.Read.All Domain.ReadWrite.All',
      delegated: 'Domain.Read.All Domain.ReadWrite.All',
      note: 'not in the map: as GET /domains/{id}/domainNameReferences',
    },
  ],
  [
    'GET /domains/{id}/rootDomain',
    {
      application: 'Domain.Read.All Directory.Read.All Domain.ReadWrite.All',
      delegated: 'Domain.Read.All Directory.Read.All Domain.ReadWrite.All',
    },
  ],
  [
    'GET /domains/{id}/serviceConfigurationRecords',
    {
      application: 'Domain.Read.All Domain.ReadWrite.All',
      delegated: 'Domain.Read.All Domain.ReadWrite.All',
    },
  ],
  [
    'GET /domains/{id}/serviceConfigurationRecords/{id}',
    {
      application: 'Domain.Read.All Domain.ReadWrite.All',
      delegated: 'Domain.Read.All Domain.ReadWrite.All',
      note: 'not in the map: as GET /domains/{id}/serviceConfigurationRecords',
    },
  ],
  [
    'GET /domains/{id}/verificationDnsRecords',
    {
      application: 'Domain.Read.All Domain.ReadWrite.All',
      delegated: 'Domain.Read.All Domain.ReadWrite.All',
    },
  ],
  [
    'GET /domains/{id}/verificationDnsRecords/{id}',
    {
      application: 'Domain.Read.All Domain.ReadWrite.All',
      delegated: 'Domain.Read.All Domain.ReadWrite.All',
      note: 'not in the map: as GET /domains/{id}/verificationDnsRecords',
    },
  ],
];
