import type { PermissionRows } from './rows.ts';

/** Operations of audit logs. */
export const auditLogsPermissions: PermissionRows = [
  [
    'GET /auditLogs/directoryAudits',
    {
      application: 'AuditLog.Read.All Directory.Read.All',
      delegated: 'AuditLog.Read.All Directory.Read.All',
    },
  ],
  [
    'GET /auditLogs/directoryAudits/{id}',
    {
      application: 'AuditLog.Read.All Directory.Read.All',
      delegated: 'AuditLog.Read.All Directory.Read.All',
    },
  ],
  ['GET /auditLogs/signIns', { application: 'AuditLog.Read.All', delegated: 'AuditLog.Read.All' }],
  ['GET /auditLogs/signIns/{id}', { application: 'AuditLog.Read.All', delegated: 'AuditLog.Read.All' }],
  [
    'GET /reports/authenticationMethods/userRegistrationDetails',
    { application: 'AuditLog.Read.All', delegated: 'AuditLog.Read.All' },
  ],
  [
    'GET /reports/authenticationMethods/userRegistrationDetails/{id}',
    { application: 'AuditLog.Read.All', delegated: 'AuditLog.Read.All' },
  ],
  [
    'GET /identityProtection/riskyUsers',
    { application: 'IdentityRiskyUser.Read.All', delegated: 'IdentityRiskyUser.Read.All' },
  ],
  [
    'GET /identityProtection/riskyUsers/{id}',
    { application: 'IdentityRiskyUser.Read.All', delegated: 'IdentityRiskyUser.Read.All' },
  ],
  [
    'POST /identityProtection/riskyUsers/confirmCompromised',
    { application: 'IdentityRiskyUser.ReadWrite.All', delegated: 'IdentityRiskyUser.ReadWrite.All' },
  ],
  [
    'POST /identityProtection/riskyUsers/confirmSafe',
    { application: 'IdentityRiskyUser.ReadWrite.All', delegated: 'IdentityRiskyUser.ReadWrite.All' },
  ],
  [
    'POST /identityProtection/riskyUsers/dismiss',
    { application: 'IdentityRiskyUser.ReadWrite.All', delegated: 'IdentityRiskyUser.ReadWrite.All' },
  ],
];
