import { applicationActions, applicationHooks } from './applications.ts';
import type { Action, Computed, Hooks, Stream } from './behaviour.ts';
import { directoryObjectActions } from './directory-objects.ts';
import { extensionActions, extensionHooks } from './extension-definitions.ts';
import { groupHooks } from './groups.ts';
import { licenceActions, licenceComputed } from './licences.ts';
import { mailActions } from './mail.ts';
import { openExtensionActions, openExtensionComputed } from './open-extensions.ts';
import { subscriptionActions, subscriptionHooks } from '../services/subscriptions/hooks.ts';
import { trackingActions } from './tracking.ts';
import { userActions, userHooks } from './users.ts';

/** What Graph does beyond storing rows, by qualified name. */
export const behaviours: {
  readonly hooks: Readonly<Record<string, Hooks>>;
  readonly actions: Readonly<Record<string, Action>>;
  readonly computed: Readonly<Record<string, Computed>>;
  readonly streams: Readonly<Record<string, Stream>>;
} = {
  hooks: { ...userHooks, ...groupHooks, ...applicationHooks, ...extensionHooks, ...subscriptionHooks },
  actions: {
    ...userActions,
    ...licenceActions,
    ...mailActions,
    ...applicationActions,
    ...directoryObjectActions,
    ...trackingActions,
    ...extensionActions,
    ...openExtensionActions,
    ...subscriptionActions,
  },
  computed: { ...licenceComputed, ...openExtensionComputed },
  streams: {},
};
