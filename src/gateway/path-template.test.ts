import { expect, test } from 'vitest';

import { hostKind } from './microsoft-hosts.ts';
import { pathTemplate } from './path-template.ts';

test.each([
  ['/v1.0/users/8d1f4c7e-6a57-4a4f-9b9f-8ad0f6a2c7de/memberOf?$top=5', '/v1.0/users/{id}/memberOf'],
  ['/v1.0/users/ada%40contoso.com', '/v1.0/users/{id}'],
  ["/v1.0/applications(appId='8d1f4c7e')", '/v1.0/applications({id})'],
  ['/v1.0/users/x/messages/AAMkAGI2TG93AAA1234567890=', '/v1.0/users/x/messages/{id}'],
  ['/v1.0/groups/1/members/$ref', '/v1.0/groups/{id}/members/$ref'],
  ['/v1.0/users/%zz', '/v1.0/users/{id}'],
  ['/', '/'],
])('%s is recorded as %s', (path, template) => {
  expect(pathTemplate(path)).toBe(template);
});

test.each([
  ['login.microsoftonline.com', 'login'],
  ['Graph.Microsoft.com', 'service'],
  ['contoso-admin.sharepoint.com', 'service'],
  ['management.azure.com', 'management'],
  ['evil.management.azure.com', 'other'],
  ['graph.microsoft.com.evil.example', 'other'],
  ['evilsharepoint.com', 'other'],
])('%s is a %s host', (host, kind) => {
  expect(hostKind(host)).toBe(kind);
});
