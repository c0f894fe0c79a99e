import type { GroupLifecyclePolicy } from '@microsoft/microsoft-graph-types';

import { entity, text, whole } from './sheet.ts';

/** Source: learn.microsoft.com/graph/api/resources/grouplifecyclepolicy. */
export const groupLifecyclePolicy = entity<GroupLifecyclePolicy>()({
  name: 'groupLifecyclePolicy',
  set: 'groupLifecyclePolicies',
  verbs: ['list', 'get', 'create', 'update', 'delete'],
  properties: {
    id: text({ byDefault: true, readOnly: true, indexed: true }),
    alternateNotificationEmails: text({ byDefault: true }),
    groupLifetimeInDays: whole({ byDefault: true, required: true }),
    managedGroupTypes: text({ byDefault: true, required: true }),
  },
  actions: ['addGroup', 'removeGroup'],
});
