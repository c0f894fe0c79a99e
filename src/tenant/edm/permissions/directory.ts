import { administrativeUnitsPermissions } from './administrative-units.ts';
import { applicationsPermissions } from './applications.ts';
import { auditLogsPermissions } from './audit-logs.ts';
import { devicesPermissions } from './devices.ts';
import { domainsPermissions } from './domains.ts';
import { grantsPermissions } from './grants.ts';
import { organizationPermissions } from './organization.ts';
import { policiesPermissions } from './policies.ts';
import { reportsPermissions } from './reports.ts';
import { roleAssignmentSchedulesPermissions } from './role-assignment-schedules.ts';
import { roleEligibilitySchedulesPermissions } from './role-eligibility-schedules.ts';
import { rolesPermissions } from './roles.ts';
import type { PermissionRows } from './rows.ts';
import { serviceAnnouncementsPermissions } from './service-announcements.ts';
import { servicePrincipalsPermissions } from './service-principals.ts';

/** Operations of the directory beside people and groups. */
export const directoryPermissions: PermissionRows = [
  ...applicationsPermissions,
  ...servicePrincipalsPermissions,
  ...grantsPermissions,
  ...rolesPermissions,
  ...roleAssignmentSchedulesPermissions,
  ...roleEligibilitySchedulesPermissions,
  ...administrativeUnitsPermissions,
  ...devicesPermissions,
  ...organizationPermissions,
  ...domainsPermissions,
  ...policiesPermissions,
  ...auditLogsPermissions,
  ...reportsPermissions,
  ...serviceAnnouncementsPermissions,
];
