/**
 * Usage reports and the headers of their columns, as Microsoft's files have them
 * (learn.microsoft.com/graph/api/resources/report). `subject` says whose rows a report has.
 */
export interface Report {
  readonly subject: 'user' | 'group' | 'site' | 'day';
  readonly columns: readonly string[];
}

const report = (subject: Report['subject'], columns: string): Report => ({
  subject,
  columns: columns.split(','),
});

const services = ['Exchange', 'OneDrive', 'SharePoint', 'Skype For Business', 'Yammer', 'Teams'];
const each = (ending: string, before = ''): string =>
  services.map((service) => `${before}${service}${ending}`).join(',');
const apps = ['Outlook', 'Word', 'Excel', 'PowerPoint', 'OneNote', 'Teams'];
const platforms = ['Windows', 'Mac', 'Mobile', 'Web'];

export const reports: Readonly<Record<string, Report>> = {
  getOffice365ActiveUserDetail: report(
    'user',
    `Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,${each(' License', 'Has ')},${each(' Last Activity Date')},${each(' License Assign Date')},Assigned Products`,
  ),
  getOffice365ActiveUserCounts: report(
    'day',
    `Report Refresh Date,Office 365,${services.join(',')},Report Date,Report Period`,
  ),
  getMailboxUsageDetail: report(
    'user',
    'Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Created Date,Last Activity Date,Item Count,Storage Used (Byte),Issue Warning Quota (Byte),Prohibit Send Quota (Byte),Prohibit Send/Receive Quota (Byte),Deleted Item Count,Deleted Item Size (Byte),Deleted Item Quota (Byte),Has Archive,Report Period',
  ),
  getOneDriveUsageAccountDetail: report(
    'user',
    'Report Refresh Date,Site Id,Site URL,Owner Display Name,Is Deleted,Last Activity Date,File Count,Active File Count,Storage Used (Byte),Storage Allocated (Byte),Owner Principal Name,Report Period',
  ),
  getSharePointSiteUsageDetail: report(
    'site',
    'Report Refresh Date,Site Id,Site URL,Owner Display Name,Is Deleted,Last Activity Date,File Count,Active File Count,Page View Count,Visited Page Count,Storage Used (Byte),Storage Allocated (Byte),Root Web Template,Owner Principal Name,Report Period',
  ),
  getTeamsUserActivityUserDetail: report(
    'user',
    'Report Refresh Date,User Id,User Principal Name,Last Activity Date,Is Deleted,Deleted Date,Assigned Products,Team Chat Message Count,Private Chat Message Count,Call Count,Meeting Count,Meetings Organized Count,Meetings Attended Count,Ad Hoc Meetings Organized Count,Ad Hoc Meetings Attended Count,Scheduled One-time Meetings Organized Count,Scheduled One-time Meetings Attended Count,Scheduled Recurring Meetings Organized Count,Scheduled Recurring Meetings Attended Count,Has Other Action,Report Period',
  ),
  getEmailActivityUserDetail: report(
    'user',
    'Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Last Activity Date,Send Count,Receive Count,Read Count,Meeting Created Count,Meeting Interacted Count,Assigned Products,Report Period',
  ),
  getOffice365GroupsActivityDetail: report(
    'group',
    'Report Refresh Date,Group Display Name,Is Deleted,Owner Principal Name,Last Activity Date,Group Type,Member Count,External Member Count,Exchange Received Email Count,SharePoint Active File Count,Yammer Posted Message Count,Yammer Read Message Count,Yammer Liked Message Count,Exchange Mailbox Total Item Count,Exchange Mailbox Storage Used (Byte),SharePoint Total File Count,SharePoint Site Storage Used (Byte),Group Id,Report Period',
  ),
  getM365AppUserDetail: report(
    'user',
    `Report Refresh Date,User Principal Name,Last Activation Date,Last Activity Date,Report Period,${platforms.join(',')},${apps.join(',')},${apps.flatMap((app) => platforms.map((platform) => `${app} (${platform})`)).join(',')}`,
  ),
};
