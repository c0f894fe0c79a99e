import { type Account, type Alert, type AlertDestination, type AlertRule, armId } from '#automation';

const type = 'Microsoft.Automation/AutomationAccounts';

export function showAlert(account: Account, alert: Alert): unknown {
  const { id, rule, condition, subject, summary, details, state, count, episode } = alert;
  return {
    id: `${armId(account)}/alerts/${id}`,
    name: id,
    type: `${type}/Alerts`,
    properties: {
      rule,
      condition,
      subject,
      summary,
      details,
      state,
      count,
      episode,
      firstSeenTime: alert.firstSeenAt.toISOString(),
      lastSeenTime: alert.lastSeenAt.toISOString(),
      closedTime: alert.closedAt?.toISOString() ?? null,
      snoozedUntil: alert.snoozedUntil?.toISOString() ?? null,
    },
  };
}

export function showRule(account: Account, rule: AlertRule): unknown {
  const { name, condition, of, threshold, destinations, expiresAfterHours, isEnabled, error } = rule;
  return {
    id: `${armId(account)}/alertRules/${name}`,
    name,
    type: `${type}/AlertRules`,
    properties: {
      condition,
      of,
      threshold,
      destinations,
      expiresAfterHours,
      isEnabled,
      watchedTime: rule.watchedAt.toISOString(),
      error,
      creationTime: rule.createdAt.toISOString(),
      lastModifiedTime: rule.modifiedAt.toISOString(),
    },
  };
}

/** The secret only in the answer that makes it. */
export function showDestination(account: Account, destination: AlertDestination, secret?: string): unknown {
  const { name, kind, shown, allowPrivate, isEnabled, error } = destination;
  return {
    id: `${armId(account)}/alertDestinations/${name}`,
    name,
    type: `${type}/AlertDestinations`,
    properties: {
      kind,
      ...shown,
      allowPrivate,
      isEnabled,
      error,
      lastDeliveredTime: destination.deliveredAt?.toISOString() ?? null,
      creationTime: destination.createdAt.toISOString(),
      lastModifiedTime: destination.modifiedAt.toISOString(),
      ...(secret !== undefined && { secret }),
    },
  };
}
