/**
 * Built-in Entra roles: names and template ids as Microsoft publishes them
 * (learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference), which are the same in every
 * tenant. `!` marks those that Microsoft calls privileged. The descriptions are ours, shorter than Microsoft's.
 */
export interface RoleTemplate {
  readonly id: string;
  readonly displayName: string;
  readonly description: string;
  readonly isPrivileged: boolean;
}

const rows = `
d2562ede-74db-457e-a7b6-544e236ebb61 ! AI Administrator: Manages Copilot and other AI services.
9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3 ! Application Administrator: Manages app registrations, enterprise apps and consent.
cf1c38e5-3621-4004-a7cb-879624dced7c ! Application Developer: Registers applications where users may not.
9c6df0f2-1e7c-4dc3-b195-66dfbd24aa8f - Attack Payload Author: Writes payloads for attack simulations.
c430b396-e693-46cc-96f3-db01bf8bb62a - Attack Simulation Administrator: Runs attack simulation campaigns.
58a13ea3-c632-46ae-9ee0-9c0d43cd7f3d - Attribute Assignment Administrator: Assigns custom security attributes.
ffd52fa5-98dc-465c-991d-fc073eb59f8f - Attribute Assignment Reader: Reads assigned custom security attributes.
8424c6f0-a189-499e-bbd0-26c1753c96d4 - Attribute Definition Administrator: Defines custom security attributes.
1d336d2c-4ae8-42ef-9711-b3604ce3fc2c - Attribute Definition Reader: Reads definitions of custom security attributes.
5b784334-f94b-471a-a387-e7219fc49ca2 - Attribute Log Administrator: Manages logs of custom security attributes.
9c99539d-8186-4804-835f-fd51ef9e2dcd - Attribute Log Reader: Reads logs of custom security attributes.
c4e39bd9-1100-46d3-8c65-fb160da0071f ! Authentication Administrator: Manages sign-in methods of people who are no administrators.
25a516ed-2fa0-40ea-a2d0-12923a21473a ! Authentication Extensibility Administrator: Manages custom authentication extensions.
0526716b-113d-4c15-b2c8-68e3c22b9f80 - Authentication Policy Administrator: Manages authentication method policies.
9f06204d-73c1-4d4c-880a-6edb90606fd8 - Microsoft Entra Joined Device Local Administrator: Is local administrator on joined devices.
e3973bdf-4987-49ae-837a-ba8e231c7286 - Azure DevOps Administrator: Manages policies of Azure DevOps.
7495fdc4-34c4-4d15-a289-98788ce399fd - Azure Information Protection Administrator: Manages Azure Information Protection.
aaf43236-0c0d-4d5f-883a-6955382ac081 ! B2C IEF Keyset Administrator: Manages keys of the Identity Experience Framework.
3edaf663-341e-4475-9f94-5c398ef6c070 - B2C IEF Policy Administrator: Manages policies of the Identity Experience Framework.
b0f54661-2d74-4c50-afa3-1ec803f12efe - Billing Administrator: Buys, and manages subscriptions and payment.
892c5842-a9a6-463a-8041-72aa08ca3cf6 - Cloud App Security Administrator: Manages Defender for Cloud Apps.
158c047a-c907-4556-b7ef-446551a6b5f7 ! Cloud Application Administrator: As Application Administrator, without the application proxy.
7698a772-787b-4ac8-901f-60d6b08affd2 ! Cloud Device Administrator: Enables, disables and deletes devices.
17315797-102d-40b4-93e0-432062caca18 - Compliance Administrator: Manages compliance settings and reports.
e6d1a23a-da11-4be4-9570-befc86d067a7 - Compliance Data Administrator: Manages compliance content.
b1be1c3e-b65d-4f19-8427-f6fa0d97feb9 ! Conditional Access Administrator: Manages Conditional Access.
5c4f9dcd-47dc-4cf7-8c9a-9e4207cbfc91 - Customer LockBox Access Approver: Approves requests of Microsoft support for data.
38a96431-2bdf-4b4c-8b6e-5d3d8abac1a4 - Desktop Analytics Administrator: Manages desktop analytics.
88d8e3e3-8f55-4a1e-953a-9b9898b8876b - Directory Readers: Reads basic information of the directory.
d29b2b05-8046-44ba-8758-1e26182fcf32 ! Directory Synchronization Accounts: Used by the synchronisation service only.
9360feb5-f418-4baa-8175-e2a00bac4301 ! Directory Writers: Reads and writes basic information of the directory.
8329153b-31d0-4727-b945-745eb3bc5f31 ! Domain Name Administrator: Manages domain names.
44367163-eba1-44c3-98af-f5787879f96a - Dynamics 365 Administrator: Manages Dynamics 365.
963797fb-eb3b-4cde-8ce3-5878b3f32a3f - Dynamics 365 Business Central Administrator: Manages Business Central.
3f1acade-1e04-4fbc-9b69-f0302cd84aef - Edge Administrator: Manages Microsoft Edge.
29232cdf-9323-42fd-ade2-1d097af3e4de - Exchange Administrator: Manages Exchange Online.
31392ffb-586c-42d1-9346-e59415a2cc4e - Exchange Recipient Administrator: Manages recipients of Exchange Online.
dd13091a-6207-4fc0-82ba-3641e056ab95 - Extended Directory User Administrator: Manages users of an extended directory.
6e591065-9bad-43ed-90f3-e9424366d2f0 - External ID User Flow Administrator: Manages user flows.
0f971eea-41eb-4569-a71e-57bb8a3eff1e - External ID User Flow Attribute Administrator: Manages attributes of user flows.
be2f45a1-457d-42af-a067-6ec1fa63bc45 ! External Identity Provider Administrator: Manages identity providers.
a9ea8996-122f-4c74-9520-8edcd192826c - Fabric Administrator: Manages Fabric and Power BI.
62e90394-69f5-4237-9190-012177145e10 ! Global Administrator: Manages everything.
f2ef992c-3afb-46b9-b7cf-a126ee74c451 ! Global Reader: Reads what a Global Administrator reads, and changes nothing.
ac434307-12b9-4fa1-a708-88bf58caabc1 - Global Secure Access Administrator: Manages Internet Access and Private Access.
fdd7a751-b60b-444a-984c-02652fe8fa1c - Groups Administrator: Manages groups and their settings.
95e79109-95c0-4d8e-aee3-d01accf2d47b - Guest Inviter: Invites guests where members may not.
729827e3-9c14-49f7-bb1b-9608f156bbb8 ! Helpdesk Administrator: Resets passwords of people who are no administrators.
8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2 ! Hybrid Identity Administrator: Manages synchronisation and federation.
45d8d3c5-c802-45c6-b32a-1d70b5e1e86e - Identity Governance Administrator: Manages access with Identity Governance.
eb1f4a8d-243a-41f0-9fbd-c7cdf6c5ef7c - Insights Administrator: Manages the Insights app.
25df335f-86eb-4119-b717-0ff02de207e9 - Insights Analyst: Analyses in Viva Insights.
31e939ad-9672-4796-9c2e-873181342d2d - Insights Business Leader: Reads reports of the Insights app.
3a2c62db-5318-420d-8d74-23affee5d9d5 ! Intune Administrator: Manages Intune.
74ef975b-6605-40af-a5d2-b9539d836353 - Kaizala Administrator: Manages Kaizala.
b5a8dcf3-09d5-43a9-a639-8e29ef291470 - Knowledge Administrator: Configures knowledge and learning.
744ec460-397e-42ad-a462-8b3f9747a02c - Knowledge Manager: Organises topics and knowledge.
4d6ac14f-3453-41d0-bef9-a3e0c569773a - License Administrator: Assigns licences.
59d46f88-662b-457b-bceb-5c3809e5908f ! Lifecycle Workflows Administrator: Manages lifecycle workflows.
ac16e43d-7b2d-40e0-ac05-243ff356ab5b - Message Center Privacy Reader: Reads the message centre, data privacy included.
790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b - Message Center Reader: Reads the message centre.
8c8b803f-96e1-4129-9349-20738d9f9652 - Microsoft 365 Migration Administrator: Migrates content to Microsoft 365.
1707125e-0aa2-4d4d-8655-a7c786c76a25 - Microsoft 365 Backup Administrator: Manages Microsoft 365 Backup.
1501b917-7653-4ff9-a4b5-203eaf33784f - Microsoft Hardware Warranty Administrator: Manages warranty claims.
281fe777-fb20-4fbb-b7a3-ccebce5b0d96 - Microsoft Hardware Warranty Specialist: Makes warranty claims.
d37c8bed-0711-4417-ba38-b4abe66ce4c2 - Network Administrator: Manages network locations and reads network insights.
2b745bdf-0803-4d80-aa65-822c4493daac - Office Apps Administrator: Manages Office apps in the cloud.
92ed04bf-c94a-4b82-9729-b799a7a4c178 - Organizational Branding Administrator: Manages the branding of sign-in pages.
e48398e2-f4bb-4074-8f31-4586725e205b - Organizational Messages Approver: Approves organisational messages.
507f53e4-4e52-4077-abd3-d2e1558b6ea2 - Organizational Messages Writer: Writes organisational messages.
4ba39ca4-527c-499a-b93d-d9b492c50246 ! Partner Tier1 Support: For partners only; not for general use.
e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8 ! Partner Tier2 Support: For partners only; not for general use.
966707d0-3269-4727-9be2-8c3a10f19b9d ! Password Administrator: Resets passwords of people without roles.
024906de-61e5-49c8-8572-40335f1e0e10 - People Administrator: Manages profile photos and people settings.
af78dc32-cf4d-46f9-ba4e-4428526346b5 - Permissions Management Administrator: Manages Permissions Management.
78b0ccd1-afc2-4f92-9116-b41aedd09592 - Places Administrator: Manages Microsoft Places.
11648597-926c-4cf3-9c36-bcebb0ba8dcc - Power Platform Administrator: Manages Power Platform and Dynamics 365.
644ef478-e28f-4e28-b9dc-3fdde9aa0b1f - Printer Administrator: Manages printers and connectors.
e8cef6f1-e4bd-4ea8-bc07-4b8d950f4477 - Printer Technician: Registers printers and updates their status.
7be44c8a-adaf-4e2a-84d6-ab2649e08a13 ! Privileged Authentication Administrator: Manages sign-in methods of everybody.
e8611ab8-c189-46e8-94e1-60213ab1f814 ! Privileged Role Administrator: Assigns roles and manages Privileged Identity Management.
4a5d8f65-41da-4de4-8968-e035b65339cf - Reports Reader: Reads sign-in, audit and usage reports.
0964bb5e-9bdb-4d7b-ac29-58e794862a40 - Search Administrator: Manages Microsoft Search.
8835291a-918c-4fd7-a9ce-faa49f0cf7d9 - Search Editor: Edits content of Microsoft Search.
194ae4cb-b126-40b2-bd5b-6091b380977d ! Security Administrator: Manages security settings, reads security reports.
5f2222b1-57c3-48ba-8ad5-d4759f1fde6f ! Security Operator: Handles security events.
5d6b6bb7-de71-4623-b4af-96380a352509 ! Security Reader: Reads security information and reports.
f023fd81-a637-4b56-95fd-791ac0226033 - Service Support Administrator: Reads service health, opens support tickets.
f28a1f50-f6e7-4571-818b-6a12f2af6b6c - SharePoint Administrator: Manages SharePoint.
1a7d78b6-429f-476b-b8eb-35fb715fffd4 - SharePoint Embedded Administrator: Manages SharePoint Embedded containers.
75941009-915a-4869-abe7-691bff18279e - Skype for Business Administrator: Manages Skype for Business.
69091246-20e8-4a56-aa4d-066075b2a7a8 - Teams Administrator: Manages Teams.
baf37b3a-610e-45da-9e62-d9d1e5e8914b - Teams Communications Administrator: Manages calling and meetings of Teams.
f70938a0-fc10-4177-9e90-2178f8765737 - Teams Communications Support Engineer: Troubleshoots calls with advanced tools.
fcf91098-03e3-41a9-b5ba-6f0ec8188a12 - Teams Communications Support Specialist: Troubleshoots calls with basic tools.
3d762c5a-1b6c-493f-843e-55a3b42923d4 - Teams Devices Administrator: Manages devices certified for Teams.
1076ac91-f3d9-41a7-a339-dcdf5f480acc - Teams Reader: Reads the Teams admin centre.
aa38014f-0993-46e9-9b45-30501a20909d - Teams Telephony Administrator: Manages voice and telephony of Teams.
112ca1a2-15ad-4102-995e-45b0bc479a6a - Tenant Creator: Creates tenants.
75934031-6c7e-415a-99d7-48dbd49e875e - Usage Summary Reports Reader: Reads aggregates of usage.
fe930be7-5e62-47db-91af-98c3a49a38b1 ! User Administrator: Manages users and groups.
27460883-1df1-4691-b032-3b79643e5e63 - User Experience Success Manager: Reads product feedback and survey results.
e300d9e7-4a2b-4295-9eff-f1c78b36cc98 - Virtual Visits Administrator: Manages virtual visits.
92b086b3-e367-4ef2-b869-1de128fb986e - Viva Goals Administrator: Manages Viva Goals.
87761b17-1ed2-4af3-9acd-92a150038160 - Viva Pulse Administrator: Manages Viva Pulse.
11451d60-acb2-45eb-a7d6-43d0f0125c13 - Windows 365 Administrator: Manages Cloud PCs.
32696413-001a-46ae-978c-ce0f6b3620d2 - Windows Update Deployment Administrator: Manages deployments of Windows updates.
810a2642-a034-447f-a5e8-41beaa378541 - Yammer Administrator: Manages Yammer.
`;

/** In every tenant's list of templates, but nobody can be given them: they stand for what somebody is. */
const implicitRows = `
10dae51f-b6af-4016-8d66-8c2a99b929b3 - Guest User: What guests may do by default.
2af84b1e-32c8-42b7-82bc-daa82404023b - Restricted Guest User: What guests may do when they are restricted.
a0b1b346-4d3e-4e8b-98f8-753987be4970 - User: What members may do by default.
9c094953-4995-41c8-84c8-3ebb9b32c93f - Device Join: Joins devices.
2b499bcd-da44-4968-8aec-78e1674fa64d - Device Managers: Deprecated.
d405c6df-0af8-4e3b-95e4-4d06e542189e - Device Users: Deprecated.
c34f683f-4d5a-4403-affd-6615e00e3a7f - Workplace Device Join: Joins devices of a workplace.
`;

function read(text: string): RoleTemplate[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [, id = '', mark, displayName = '', description = ''] =
        /^(\S+) (.) ([^:]+): (.+)$/.exec(line) ?? [];
      return { id, displayName, description, isPrivileged: mark === '!' };
    });
}

/** Those that can be assigned. */
export const roleTemplates: readonly RoleTemplate[] = read(rows);
export const implicitRoleTemplates: readonly RoleTemplate[] = read(implicitRows);

const byId = new Map(roleTemplates.map((role) => [role.id, role]));

export function roleTemplate(id: string): RoleTemplate | undefined {
  return byId.get(id.toLowerCase());
}
