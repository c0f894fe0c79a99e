import { reportNames } from '../roots.ts';
import type { PermissionRows } from './rows.ts';

/** Usage reports: one permission for all of them. */
export const reportsPermissions: PermissionRows = reportNames.flatMap((name) =>
  ['', '(period={value})', '(date={value})'].map(
    (parameters) =>
      [
        `GET /reports/${name}${parameters}`,
        { application: 'Reports.Read.All', delegated: 'Reports.Read.All' },
      ] as const,
  ),
);
