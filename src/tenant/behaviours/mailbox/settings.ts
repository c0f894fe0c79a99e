import { problem } from '#kernel';

import { sheets } from '../../edm/model.ts';
import { demand } from '../../odata/demand.ts';
import type { Context } from '../../odata/request.ts';
import { shape } from '../../odata/shape.ts';
import { bodyOf, checkValues, separateBinds } from '../../odata/values.ts';
import type { Row } from '../../state/columns.ts';
import type { Action, Computed } from '../behaviour.ts';

type Values = Readonly<Record<string, unknown>>;

/** Of a mailbox that nobody changed. Source: the examples of learn.microsoft.com/graph/api/user-get-mailboxsettings. */
const defaults: Values = {
  archiveFolder: null,
  automaticRepliesSetting: {
    status: 'disabled',
    externalAudience: 'all',
    internalReplyMessage: '',
    externalReplyMessage: '',
    scheduledStartDateTime: { dateTime: '1970-01-01T00:00:00.0000000', timeZone: 'UTC' },
    scheduledEndDateTime: { dateTime: '1970-01-02T00:00:00.0000000', timeZone: 'UTC' },
  },
  dateFormat: 'dd/MM/yyyy',
  delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
  language: { locale: 'en-GB', displayName: 'English (United Kingdom)' },
  timeFormat: 'HH:mm',
  timeZone: 'UTC',
  userPurpose: 'user',
  workingHours: {
    daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    startTime: '08:00:00.0000000',
    endTime: '17:00:00.0000000',
    timeZone: { name: 'UTC' },
  },
};

const statuses = ['disabled', 'alwaysEnabled', 'scheduled'];
const audiences = ['none', 'contactsOnly', 'all'];

export const mailboxComputed: Readonly<Record<string, Computed>> = {
  'user.mailboxSettings': (context, id) => [{ id, ...settingsOf(demandMailbox(context, id)) }],
};

export const mailboxActions: Readonly<Record<string, Action>> = {
  /** Source: learn.microsoft.com/graph/api/user-update-mailboxsettings: 200 with what is now set. */
  'user.mailboxSettings.update'(context, id, body) {
    const user = demandMailbox(context, id);
    const { values } = separateBinds(bodyOf(body));
    const clean = checkValues('mailboxSettings', values, undefined);
    const before = settingsOf(user);
    const replies = clean['automaticRepliesSetting'];
    const next = {
      ...before,
      ...clean,
      ...(replies !== undefined && {
        automaticRepliesSetting: { ...(before['automaticRepliesSetting'] as object), ...(replies as object) },
      }),
    };
    checkReplies(next['automaticRepliesSetting'] as Values);
    context.state.update('user', user.id, { mailbox: next });
    return {
      status: 200,
      body: {
        '@odata.context': `${context.base}/$metadata#users('${id}')/mailboxSettings`,
        ...shape('mailboxSettings', { id, ...next }, Object.keys(sheets.mailboxSettings.properties)),
      },
    };
  },
};

/** The user, who must have a mailbox, or the words of Outlook's service. */
export function demandMailbox({ state }: Pick<Context, 'state'>, id: string): Row {
  const user = demand(state, 'user', id);
  if (!user['mail'] || user['userType'] === 'Guest') throw problem('GraphMailboxMissing');
  return user;
}

function settingsOf(user: Row): Values {
  return { ...defaults, ...(user['mailbox'] as Values | null) };
}

function checkReplies(replies: Values): void {
  const { status, externalAudience, scheduledStartDateTime: start, scheduledEndDateTime: end } = replies;
  const valid = statuses.includes(String(status)) && audiences.includes(String(externalAudience));
  const times = [start, end].map((each) => String((each as Values | null)?.['dateTime'] ?? ''));
  const ordered = status !== 'scheduled' || times[0]! < times[1]!;
  if (!valid || !ordered) throw problem('GraphMailboxSettingInvalid');
}
