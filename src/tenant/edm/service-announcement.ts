import type {
  AdminReportSettings,
  ServiceHealth,
  ServiceHealthIssue,
  ServiceUpdateMessage,
} from '@microsoft/microsoft-graph-types';

import { entity, flag, json, text, texts, time } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/servicehealth. */
export const serviceHealth = entity<ServiceHealth>()({
  name: 'serviceHealth',
  set: 'admin/serviceAnnouncement/healthOverviews',
  verbs: ['list', 'get'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    service: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    status: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
  },
  navigations: {
    issues: {
      to: 'serviceHealthIssue',
      many: true,
      relation: { by: 'property', property: 'serviceId' },
      contained: true,
    },
  },
});

/** What issues and messages are: announcements. Source: learn.microsoft.com/graph/api/resources/serviceannouncementbase. */
const announcement = {
  id: text({ byDefault: true, readOnly: true, indexed: true, filter: ['eq'] }),
  details: json({ byDefault: true, readOnly: true }),
  endDateTime: time({
    byDefault: true,
    readOnly: true,
    filter: ['eq', 'ge', 'le', 'gt', 'lt'],
    sortable: true,
  }),
  lastModifiedDateTime: time({
    byDefault: true,
    readOnly: true,
    filter: ['eq', 'ge', 'le', 'gt', 'lt'],
    sortable: true,
    indexed: true,
  }),
  startDateTime: time({
    byDefault: true,
    readOnly: true,
    filter: ['eq', 'ge', 'le', 'gt', 'lt'],
    sortable: true,
  }),
  title: text({ byDefault: true, readOnly: true }),
};

/** Source: learn.microsoft.com/graph/api/resources/servicehealthissue. */
export const serviceHealthIssue = entity<ServiceHealthIssue>()({
  name: 'serviceHealthIssue',
  set: 'admin/serviceAnnouncement/issues',
  page: { usual: 100, most: 999 },
  verbs: ['list', 'get'],
  properties: {
    ...announcement,
    classification: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    feature: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    featureGroup: text({ byDefault: true, readOnly: true }),
    impactDescription: text({ byDefault: true, readOnly: true }),
    isResolved: flag({ byDefault: true, readOnly: true, filter: ['eq'] }),
    origin: text({ byDefault: true, readOnly: true }),
    posts: json({ byDefault: true, readOnly: true }),
    service: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    status: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
  },
  internal: { serviceId: text({ indexed: true }) },
  functions: ['incidentReport'],
});

/** Source: learn.microsoft.com/graph/api/resources/serviceupdatemessage: the message centre. */
export const serviceUpdateMessage = entity<ServiceUpdateMessage>()({
  name: 'serviceUpdateMessage',
  set: 'admin/serviceAnnouncement/messages',
  page: { usual: 100, most: 999 },
  verbs: ['list', 'get'],
  properties: {
    ...announcement,
    actionRequiredByDateTime: time({
      byDefault: true,
      readOnly: true,
      filter: ['eq', 'ge', 'le', 'gt', 'lt'],
    }),
    body: json({ byDefault: true, readOnly: true }),
    category: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    hasAttachments: flag({ byDefault: true, readOnly: true, filter: ['eq'] }),
    isMajorChange: flag({ byDefault: true, readOnly: true, filter: ['eq'] }),
    services: texts({ byDefault: true, readOnly: true, filter: ['eq', 'any'] }),
    severity: text({ byDefault: true, readOnly: true, filter: ['eq'] }),
    tags: texts({ byDefault: true, readOnly: true, filter: ['eq', 'any'] }),
    viewPoint: json({ byDefault: true, readOnly: true }),
  },
  setActions: ['archive', 'favorite', 'markRead', 'markUnread', 'unarchive', 'unfavorite'],
});

/** Source: learn.microsoft.com/graph/api/resources/adminreportsettings. */
export const adminReportSettings = entity<AdminReportSettings>()({
  name: 'adminReportSettings',
  set: 'admin/reportSettings',
  singleton: true,
  verbs: ['get', 'update'],
  properties: {
    id: text({ readOnly: true, indexed: true }),
    displayConcealedNames: flag({ byDefault: true }),
  },
});
