import { type SkuFact, sku } from './sku.ts';

/** Products of one service or of a few. Source: the same list as of the service plans. */
export const serviceSkus: readonly SkuFact[] = [
  sku(
    'EMS',
    'efccb6f7-5641-4e0e-bd10-b4976e1bf68e',
    'Enterprise Mobility + Security E3',
    `
      AAD_PREMIUM RMS_S_PREMIUM ADALLOM_S_DISCOVERY EXCHANGE_S_FOUNDATION RMS_S_ENTERPRISE MFA_PREMIUM
      INTUNE_A
    `,
  ),
  sku(
    'EMSPREMIUM',
    'b05e124f-c7cc-45a0-a6aa-8cf78c946968',
    'Enterprise Mobility + Security E5',
    `
      EXCHANGE_S_FOUNDATION ATA MFA_PREMIUM RMS_S_ENTERPRISE RMS_S_PREMIUM2 INTUNE_A RMS_S_PREMIUM
      AAD_PREMIUM_P2 AAD_PREMIUM ADALLOM_S_STANDALONE
    `,
  ),
  sku(
    'AAD_PREMIUM',
    '078d2b04-f1bd-4111-bbd4-b4b1b354cef4',
    'Microsoft Entra ID P1',
    `
      AAD_PREMIUM MFA_PREMIUM ADALLOM_S_DISCOVERY EXCHANGE_S_FOUNDATION
    `,
  ),
  sku(
    'AAD_PREMIUM_P2',
    '84a661c4-e949-4bd2-a560-ed7766fcaf2b',
    'Microsoft Entra ID P2',
    `
      AAD_PREMIUM ADALLOM_S_DISCOVERY EXCHANGE_S_FOUNDATION MFA_PREMIUM AAD_PREMIUM_P2
    `,
  ),
  sku(
    'INTUNE_A',
    '061f9ace-7d42-4136-88ac-31dc755f143f',
    'Intune',
    `
      INTUNE_A
    `,
  ),
  sku(
    'POWER_BI_PRO',
    'f8a1db68-be16-40ed-86d5-cb42ce701560',
    'Power BI Pro',
    `
      BI_AZURE_P2 EXCHANGE_S_FOUNDATION
    `,
  ),
  sku(
    'POWER_BI_STANDARD',
    'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235',
    'Microsoft Fabric (Free)',
    `
      PURVIEW_DISCOVERY BI_AZURE_P0 EXCHANGE_S_FOUNDATION
    `,
  ),
  sku(
    'VISIOCLIENT',
    'c5928f49-12ba-48f7-ada3-0d743a3601d5',
    'Visio Plan 2',
    `
      EXCHANGE_S_FOUNDATION ONEDRIVE_BASIC VISIO_CLIENT_SUBSCRIPTION VISIOONLINE
    `,
  ),
  sku(
    'PROJECTPROFESSIONAL',
    '53818b1b-4a27-454b-8896-0dba576410e6',
    'Planner and Project Plan 3',
    `
      PROJECT_PROFESSIONAL SHAREPOINT_PROJECT PROJECT_CLIENT_SUBSCRIPTION SHAREPOINTWAC FLOW_FOR_PROJECT
      EXCHANGE_S_FOUNDATION SHAREPOINTENTERPRISE DYN365_CDS_PROJECT
    `,
  ),
  sku(
    'PROJECT_P1',
    'beb6439c-caad-48d3-bf46-0c82871e12be',
    'Planner Plan 1',
    `
      EXCHANGE_S_FOUNDATION Power_Automate_For_Project_P1 PROJECT_ESSENTIALS DYN365_CDS_FOR_PROJECT_P1
      SHAREPOINTSTANDARD PROJECT_P1
    `,
  ),
  sku(
    'EXCHANGESTANDARD',
    '4b9405b0-7788-4568-add1-99614e613b69',
    'Exchange Online (Plan 1)',
    `
      BPOS_S_TODO_1 INTUNE_O365 EXCHANGE_S_STANDARD
    `,
  ),
  sku(
    'EXCHANGEENTERPRISE',
    '19ec0d23-8335-4cbd-94ac-6050e30712fa',
    'Exchange Online (Plan 2)',
    `
      EXCHANGE_S_ENTERPRISE
    `,
  ),
  sku(
    'EXCHANGEDESKLESS',
    '80b2d799-d2ba-4d2a-8842-fb0d0f3a4b82',
    'Exchange Online Kiosk',
    `
      EXCHANGE_S_DESKLESS
    `,
  ),
  sku(
    'SHAREPOINTSTANDARD',
    '1fc08a02-8b3d-43b9-831e-f76859e04e1a',
    'SharePoint Online (Plan 1)',
    `
      SHAREPOINTSTANDARD
    `,
  ),
  sku(
    'Microsoft_Teams_Enterprise_New',
    '7e31c0d9-9551-471d-836f-32ee72be4a01',
    'Microsoft Teams Enterprise',
    `
      MCOIMP EXCHANGE_S_DESKLESS MESH_IMMERSIVE_FOR_TEAMS MICROSOFTBOOKINGS FORMS_PLAN_E1 MICROSOFT_SEARCH
      MESH_AVATARS_FOR_TEAMS INTUNE_O365 MESH_AVATARS_ADDITIONAL_FOR_TEAMS TEAMS1 ONEDRIVE_BASIC_P2
      SHAREPOINTWAC PLACES_CORE
    `,
  ),
  sku(
    'Microsoft_Teams_Premium',
    '36a0f3b3-adb5-49ea-bf66-762134cf063a',
    'Microsoft Teams Premium Introductory Pricing',
    `
      MICROSOFT_ECDN TEAMSPRO_MGMT TEAMSPRO_CUST TEAMSPRO_VIRTUALAPPT MCO_VIRTUAL_APPT TEAMSPRO_PROTECTION
      TEAMSPRO_WEBINAR
    `,
  ),
  sku(
    'Microsoft_Teams_Rooms_Pro',
    '4cde982a-ede4-4409-9ae6-b003453c8ea6',
    'Microsoft Teams Rooms Pro',
    `
      AAD_PREMIUM MCOMEETADV MCOEV INTUNE_A TEAMS1 MCOSTANDARD WHITEBOARD_PLAN3
    `,
  ),
  sku(
    'Microsoft_Teams_Rooms_Basic',
    '6af4b3d6-14bb-4a2a-960c-6c902aad34f3',
    'Microsoft Teams Rooms Basic',
    `
      MCOMEETADV TEAMS1 Teams_Rooms_Basic Teams_Room_Basic Teams_Room_Pro WHITEBOARD_PLAN3
    `,
  ),
  sku(
    'TEAMS_EXPLORATORY',
    '710779e8-3d4a-4c88-adb9-386c958d1fdf',
    'Microsoft Teams Exploratory',
    `
      CDS_O365_P1 EXCHANGE_S_STANDARD MYANALYTICS_P2 FORMS_PLAN_E1 PROJECTWORKMANAGEMENT MICROSOFT_SEARCH
      SHAREPOINTSTANDARD STREAM_O365_E1 TEAMS1 INTUNE_O365 SHAREPOINTWAC OFFICEMOBILE_SUBSCRIPTION
      POWERAPPS_O365_P1 FLOW_O365_P1 POWER_VIRTUAL_AGENTS_O365_P1 SWAY BPOS_S_TODO_1 WHITEBOARD_PLAN1
      YAMMER_ENTERPRISE DESKLESS MCO_TEAMS_IW
    `,
  ),
  sku(
    'MCOEV',
    'e43b5b99-8dfb-405f-9987-dc307f34bcbd',
    'Microsoft Teams Phone Standard',
    `
      MCOEV
    `,
  ),
  sku(
    'MCOMEETADV',
    '0c266dff-15dd-4b49-8397-2bb16070ed52',
    'Microsoft 365 Audio Conferencing',
    `
      MCOMEETADV
    `,
  ),
  sku(
    'PHONESYSTEM_VIRTUALUSER',
    '440eaaa8-b3e0-484b-a8be-62870b9ba70a',
    'Microsoft Teams Phone Resource Account',
    `
      MCOEV_VIRTUALUSER
    `,
  ),
  sku(
    'Microsoft_365_Copilot',
    '639dec6b-bb19-468b-871c-c5c441c4b0cb',
    'Microsoft Copilot for Microsoft 365',
    `
      GRAPH_CONNECTORS_COPILOT M365_COPILOT_INTELLIGENT_SEARCH M365_COPILOT_BUSINESS_CHAT M365_COPILOT_TEAMS
      M365_COPILOT_CONNECTORS M365_COPILOT_APPS
    `,
  ),
  sku(
    'FLOW_FREE',
    'f30db892-07e9-47e9-837c-80727f46fd3d',
    'Microsoft Power Automate Free',
    `
      DYN365_CDS_VIRAL EXCHANGE_S_FOUNDATION FLOW_P2_VIRAL
    `,
  ),
  sku(
    'POWERAPPS_DEV',
    '5b631642-bd26-49fe-bd20-1daaa972ef80',
    'Microsoft Power Apps for Developer',
    `
      EXCHANGE_S_FOUNDATION POWERAPPS_DEV_VIRAL DYN365_CDS_DEV_VIRAL FLOW_DEV_VIRAL
    `,
  ),
  sku(
    'ATP_ENTERPRISE',
    '4ef96642-f096-40de-a3e9-d83fb2f90211',
    'Microsoft Defender for Office 365 (Plan 1)',
    `
      ATP_ENTERPRISE
    `,
  ),
  sku(
    'THREAT_INTELLIGENCE',
    '3dd6cf57-d688-4eed-ba52-9e40b5468c3e',
    'Microsoft Defender for Office 365 (Plan 2)',
    `
      THREAT_INTELLIGENCE MTP ATP_ENTERPRISE
    `,
  ),
  sku(
    'IDENTITY_THREAT_PROTECTION',
    '26124093-3d78-432b-b5dc-48bf992543d5',
    'Microsoft 365 E5 Security',
    `
      MTP ATP_ENTERPRISE THREAT_INTELLIGENCE SAFEDOCS WINDEFATP AAD_PREMIUM_P2 ADALLOM_S_STANDALONE ATA
    `,
  ),
  sku(
    'RIGHTSMANAGEMENT',
    'c52ea49f-fe5d-4e95-93ba-1de91d380f89',
    'Azure Information Protection Plan 1',
    `
      RMS_S_PREMIUM RMS_S_ENTERPRISE
    `,
  ),
  sku(
    'WINDOWS_STORE',
    '6470687e-a428-4b7a-bef2-8a291ad947c9',
    'Windows Store for Business',
    `
      EXCHANGE_S_FOUNDATION WINDOWS_STORE
    `,
  ),
];
