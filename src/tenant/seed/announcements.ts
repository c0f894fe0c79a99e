import { timeOf } from './person.ts';
import type { Put } from './put.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** Names of services as the service health shows them. */
const services = [
  ['Exchange', 'Exchange Online'],
  ['SharePoint', 'SharePoint Online'],
  ['OneDriveForBusiness', 'OneDrive for Business'],
  ['microsoftteams', 'Microsoft Teams'],
  ['OSDPPlatform', 'Microsoft 365 suite'],
  ['Intune', 'Microsoft Intune'],
  ['PowerBIcom', 'Power BI'],
  ['Lync', 'Skype for Business'],
  ['MicrosoftFlowM365', 'Power Automate in Microsoft 365'],
  ['Bookings', 'Microsoft Bookings'],
] as const;

/** Health of the services with one incident that goes on and one that is over, and a few messages. All are made up. */
export function seedAnnouncements(put: Put, now: number): void {
  for (const [id, service] of services)
    put('serviceHealth', {
      id,
      service,
      status: id === 'microsoftteams' ? 'serviceDegradation' : 'serviceOperational',
    });
  put(
    'serviceHealthIssue',
    issue('TM900101', 'microsoftteams', 'Microsoft Teams', now - 6 * hour, undefined),
  );
  put(
    'serviceHealthIssue',
    issue('EX900042', 'Exchange', 'Exchange Online', now - 9 * day, now - 9 * day + 5 * hour),
  );
  for (const [at, [id, title, service, isMajorChange]] of messages.entries())
    put('serviceUpdateMessage', message(id, title, service, isMajorChange, now - (at * 4 + 1) * day));
}

function issue(id: string, serviceId: string, service: string, start: number, end: number | undefined) {
  const title = `Some people may have had trouble with ${service}`;
  return {
    id,
    serviceId,
    service,
    title,
    classification: 'incident',
    details: [],
    endDateTime: end === undefined ? null : timeOf(end),
    feature: 'Access',
    featureGroup: 'Access',
    impactDescription: title,
    isResolved: end !== undefined,
    lastModifiedDateTime: timeOf(end ?? start + hour),
    origin: 'microsoft',
    posts: [
      {
        createdDateTime: timeOf(start + hour),
        postType: 'regular',
        description: { contentType: 'html', content: `${title}. We are looking into it.` },
      },
    ],
    startDateTime: timeOf(start),
    status: end === undefined ? 'serviceDegradation' : 'serviceRestored',
  };
}

const messages = [
  ['MC910001', 'Meetings gain a new layout', 'Microsoft Teams', false],
  ['MC910002', 'An older protocol for mail retires', 'Exchange Online', true],
  ['MC910003', 'Sharing links show who used them', 'SharePoint Online', false],
  ['MC910004', 'Policies for devices move', 'Microsoft Intune', true],
  ['MC910005', 'Reports load faster', 'Power BI', false],
] as const;

function message(id: string, title: string, service: string, isMajorChange: boolean, start: number) {
  return {
    id,
    title,
    actionRequiredByDateTime: isMajorChange ? timeOf(start + 60 * day) : null,
    body: { contentType: 'html', content: `<p>${title}.</p>` },
    category: isMajorChange ? 'planForChange' : 'stayInformed',
    details: [{ name: 'Summary', value: title }],
    endDateTime: timeOf(start + 120 * day),
    hasAttachments: false,
    isMajorChange,
    lastModifiedDateTime: timeOf(start),
    services: [service],
    severity: 'normal',
    startDateTime: timeOf(start),
    tags: isMajorChange ? ['Admin impact', 'Retirement'] : ['New feature'],
    viewPoint: null,
  };
}
