import { applicationActions, applicationHooks } from './applications.ts';
import type { Action, Computed, Hooks } from './behaviour.ts';
import { groupHooks } from './groups.ts';
import { licenceActions, licenceComputed } from './licences.ts';
import { mailActions } from './mail.ts';
import { userActions, userHooks } from './users.ts';

/** What Graph does beyond storing rows, by qualified name. */
export const behaviours: {
  readonly hooks: Readonly<Record<string, Hooks>>;
  readonly actions: Readonly<Record<string, Action>>;
  readonly computed: Readonly<Record<string, Computed>>;
} = {
  hooks: { ...userHooks, ...groupHooks, ...applicationHooks },
  actions: { ...userActions, ...licenceActions, ...mailActions, ...applicationActions },
  computed: { ...licenceComputed },
};
