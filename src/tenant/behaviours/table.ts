import type { Action, Computed, Hooks, LinkHooks, Refresh, Stream } from './behaviour.ts';
import {
  directoryActions,
  directoryComputed,
  directoryHooks,
  directoryLinks,
  directoryRefresh,
} from './directory-behaviours.ts';
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
  /** By the name of the link rows: `group.members`. */
  readonly links: Readonly<Record<string, LinkHooks>>;
  /** Called before rows of an entity are read that follow from others. */
  readonly refresh: Readonly<Record<string, Refresh>>;
} = {
  hooks: { ...userHooks, ...groupHooks, ...directoryHooks, ...extensionHooks, ...subscriptionHooks },
  actions: {
    ...userActions,
    ...licenceActions,
    ...mailActions,
    ...directoryActions,
    ...directoryObjectActions,
    ...trackingActions,
    ...extensionActions,
    ...openExtensionActions,
    ...subscriptionActions,
  },
  computed: { ...licenceComputed, ...openExtensionComputed, ...directoryComputed },
  streams: {},
  links: { ...directoryLinks },
  refresh: { ...directoryRefresh },
};
