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
import { openExtensionActions, openExtensionComputed } from './open-extensions.ts';
import { subscriptionActions, subscriptionHooks } from '../services/subscriptions/hooks.ts';
import { trackingActions } from './tracking.ts';
import type { Context } from '../odata/request.ts';
import { peopleBehaviours } from './people.ts';

/** What Graph does beyond storing rows, by qualified name. */
export const behaviours: {
  readonly hooks: Readonly<Record<string, Hooks>>;
  readonly actions: Readonly<Record<string, Action>>;
  readonly computed: Readonly<Record<string, Computed>>;
  readonly streams: Readonly<Record<string, Stream>>;
  /** What it takes to name a property in `$select`, beside the permission to read the entity. */
  readonly selects: Readonly<Record<string, (context: Context) => void>>;
  /** By the name of the link rows: `group.members`. */
  readonly links: Readonly<Record<string, LinkHooks>>;
  /** Called before rows of an entity are read that follow from others. */
  readonly refresh: Readonly<Record<string, Refresh>>;
} = {
  hooks: { ...peopleBehaviours.hooks, ...directoryHooks, ...extensionHooks, ...subscriptionHooks },
  actions: {
    ...peopleBehaviours.actions,
    ...directoryActions,
    ...directoryObjectActions,
    ...trackingActions,
    ...extensionActions,
    ...openExtensionActions,
    ...subscriptionActions,
  },
  computed: { ...peopleBehaviours.computed, ...openExtensionComputed, ...directoryComputed },
  streams: { ...peopleBehaviours.streams },
  selects: { ...peopleBehaviours.selects },
  links: { ...peopleBehaviours.links, ...directoryLinks },
  refresh: { ...directoryRefresh },
};
