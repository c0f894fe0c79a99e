import { problem } from '#kernel';

import type { Hooks, LinkHooks } from './behaviour.ts';
import { instant } from './instant.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Source: learn.microsoft.com/graph/api/device-post-devices and device-update. */
export const deviceHooks: Readonly<Record<string, Hooks>> = {
  device: {
    create(context, values) {
      const deviceId = String(values['deviceId']);
      if (!guid.test(deviceId)) throw invalid('deviceId');
      const securityIds = values['alternativeSecurityIds'];
      if (!Array.isArray(securityIds) || securityIds.length === 0) throw invalid('alternativeSecurityIds');
      if (context.state.idOf('device', 'deviceId', deviceId) !== undefined)
        throw problem('GraphDuplicate', { property: 'deviceId' });
      check(values);
      return {
        deviceVersion: 2,
        isCompliant: null,
        isManaged: null,
        physicalIds: [],
        profileType: 'RegisteredDevice',
        systemLabels: [],
        trustType: null,
        ...values,
        registrationDateTime: instant(context),
      };
    },
    update(_context, row, values) {
      check(values);
      if (values['deviceId'] !== undefined && values['deviceId'] !== row['deviceId'])
        throw invalid('deviceId');
      return values;
    },
  },
};

const onlyUsers: LinkHooks = {
  add({ state }, _device, target) {
    if (state.typeOf(target) !== 'user') throw problem('GraphReferenceInvalid');
  },
};

export const deviceLinks: Readonly<Record<string, LinkHooks>> = {
  'device.registeredOwners': onlyUsers,
  'device.registeredUsers': onlyUsers,
};

function check(values: Readonly<Record<string, unknown>>): void {
  const { displayName } = values;
  if (typeof displayName === 'string' && displayName.length > 256) throw invalid('displayName');
}

function invalid(property: string): Error {
  return problem('GraphPropertyInvalid', { property, type: 'Device' });
}
