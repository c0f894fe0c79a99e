/**
 * Microsoft's hosts that the session's tenant answers for, by what they serve. Source: learn.microsoft.com, national
 * clouds of Entra, Graph and Exchange. A name that begins with a dot stands for every host below it.
 */
const login = [
  'login.microsoftonline.com',
  'login.microsoft.com',
  'login.windows.net',
  'sts.windows.net',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
  'login.chinacloudapi.cn',
] as const;

const services = [
  'graph.microsoft.com',
  'graph.microsoft.us',
  'dod-graph.microsoft.us',
  'microsoftgraph.chinacloudapi.cn',
  'outlook.office365.com',
  'outlook.office.com',
  'outlook.office365.us',
  '.sharepoint.com',
  '.sharepoint.us',
  '.sharepoint.cn',
  'api.interfaces.records.teams.microsoft.com',
] as const;

/** Azure's resource manager, for which Tenantry's own API stands in. */
const management = [
  'management.azure.com',
  'management.usgovcloudapi.net',
  'management.chinacloudapi.cn',
] as const;

export type HostKind = 'login' | 'service' | 'management' | 'other';

export function hostKind(host: string): HostKind {
  const name = host.toLowerCase();
  if (login.some((each) => each === name)) return 'login';
  if (management.some((each) => each === name)) return 'management';
  const known = services.some((each) => (each.startsWith('.') ? name.endsWith(each) : each === name));
  return known ? 'service' : 'other';
}
