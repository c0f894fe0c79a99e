/**
 * Applications of Microsoft's own that a tenant may be given a service principal of: ids and names as Microsoft
 * publishes them (learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in).
 */
export interface FirstPartyApp {
  readonly appId: string;
  readonly displayName: string;
}

/** The tenant that owns them. */
export const microsoftTenantId = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

const rows = `
00000003-0000-0000-c000-000000000000 Microsoft Graph
00000002-0000-0000-c000-000000000000 Windows Azure Active Directory
00000002-0000-0ff1-ce00-000000000000 Office 365 Exchange Online
00000003-0000-0ff1-ce00-000000000000 Office 365 SharePoint Online
00000004-0000-0ff1-ce00-000000000000 Skype for Business Online
00000006-0000-0ff1-ce00-000000000000 Microsoft Office 365 Portal
00000007-0000-0000-c000-000000000000 Dataverse
00000009-0000-0000-c000-000000000000 Power BI Service
0000000a-0000-0000-c000-000000000000 Microsoft Intune
797f4846-ba00-4fd7-ba43-dac1f8f63013 Windows Azure Service Management API
48ac35b8-9aa8-4d74-927d-1f4a14a0b239 Skype and Teams Tenant Admin API
c5393580-f805-4401-95e8-94b7a6ef2fc2 Office 365 Management APIs
cfa8b339-82a2-471a-a3c9-0fc0be7a4093 Azure Key Vault
e406a681-f3d4-42a8-90b6-c2b029497af1 Azure Storage
022907d3-0f1b-48f7-badc-1ba6abab6d66 Azure SQL Database
ca7f3f0b-7d91-482c-8e09-c5d840d0eac5 Log Analytics API
fc780465-2017-40d4-a0c5-307022471b92 WindowsDefenderATP
8ee8fdad-f234-4243-8f3b-15c294843740 Microsoft Threat Protection
fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd Microsoft Partner Center
04b07795-8ddb-461a-bbee-02f9e1bf7b46 Microsoft Azure CLI
1950a258-227b-4e31-a9cf-717495945fc2 Microsoft Azure PowerShell
14d82eec-204b-4c2f-b7e8-296a70dab67e Microsoft Graph Command Line Tools
1b730954-1685-4b74-9bfd-dac224a7b894 Azure Active Directory PowerShell
d3590ed6-52b3-4102-aeff-aad2292ab01c Microsoft Office
1fec8e78-bce4-4aaf-ab1b-5451cc387264 Microsoft Teams
cc15fd57-2c6c-4117-a88c-83b1d56b4bbe Microsoft Teams Services
de8bc8b5-d9f9-48b1-a8ad-b748da725064 Graph Explorer
`;

export const firstPartyApps: readonly FirstPartyApp[] = rows
  .trim()
  .split('\n')
  .map((line) => ({ appId: line.slice(0, 36), displayName: line.slice(37) }));

export function firstPartyApp(appId: string): FirstPartyApp | undefined {
  return firstPartyApps.find((app) => app.appId === appId.toLowerCase());
}
