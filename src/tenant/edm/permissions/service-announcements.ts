import type { PermissionRows } from './rows.ts';

/** Operations of service announcements. */
export const serviceAnnouncementsPermissions: PermissionRows = [
  [
    'GET /admin/serviceAnnouncement/healthOverviews',
    { application: 'ServiceHealth.Read.All', delegated: 'ServiceHealth.Read.All' },
  ],
  [
    'GET /admin/serviceAnnouncement/healthOverviews/{id}',
    { application: 'ServiceHealth.Read.All', delegated: 'ServiceHealth.Read.All' },
  ],
  [
    'GET /admin/serviceAnnouncement/healthOverviews/{id}/issues',
    {
      application: 'ServiceHealth.Read.All',
      delegated: 'ServiceHealth.Read.All',
      note: 'not in the map: as GET /admin/serviceAnnouncement/healthOverviews/{id}',
    },
  ],
  [
    'GET /admin/serviceAnnouncement/healthOverviews/{id}/issues/{id}',
    {
      application: 'ServiceHealth.Read.All',
      delegated: 'ServiceHealth.Read.All',
      note: 'not in the map: as GET /admin/serviceAnnouncement/healthOverviews/{id}',
    },
  ],
  [
    'GET /admin/serviceAnnouncement/issues',
    { application: 'ServiceHealth.Read.All', delegated: 'ServiceHealth.Read.All' },
  ],
  [
    'GET /admin/serviceAnnouncement/issues/{id}',
    { application: 'ServiceHealth.Read.All', delegated: 'ServiceHealth.Read.All' },
  ],
  [
    'GET /admin/serviceAnnouncement/issues/{id}/incidentReport',
    { application: 'ServiceHealth.Read.All', delegated: 'ServiceHealth.Read.All' },
  ],
  [
    'GET /admin/serviceAnnouncement/messages',
    { application: 'ServiceMessage.Read.All', delegated: 'ServiceMessage.Read.All' },
  ],
  [
    'GET /admin/serviceAnnouncement/messages/{id}',
    { application: 'ServiceMessage.Read.All', delegated: 'ServiceMessage.Read.All' },
  ],
  ['POST /admin/serviceAnnouncement/messages/archive', { delegated: 'ServiceMessageViewpoint.Write' }],
  ['POST /admin/serviceAnnouncement/messages/favorite', { delegated: 'ServiceMessageViewpoint.Write' }],
  ['POST /admin/serviceAnnouncement/messages/markRead', { delegated: 'ServiceMessageViewpoint.Write' }],
  ['POST /admin/serviceAnnouncement/messages/markUnread', { delegated: 'ServiceMessageViewpoint.Write' }],
  ['POST /admin/serviceAnnouncement/messages/unarchive', { delegated: 'ServiceMessageViewpoint.Write' }],
  ['POST /admin/serviceAnnouncement/messages/unfavorite', { delegated: 'ServiceMessageViewpoint.Write' }],
  [
    'GET /admin/reportSettings',
    {
      application: 'ReportSettings.Read.All ReportSettings.ReadWrite.All',
      delegated: 'ReportSettings.Read.All ReportSettings.ReadWrite.All',
    },
  ],
  [
    'PATCH /admin/reportSettings',
    { application: 'ReportSettings.ReadWrite.All', delegated: 'ReportSettings.ReadWrite.All' },
  ],
];
