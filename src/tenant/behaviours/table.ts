import type { Context, GraphResponse } from '../odata/request.ts';
import type { Row } from '../state/columns.ts';
import { applicationActions, applicationHooks } from './applications.ts';
import { groupHooks } from './groups.ts';
import { licenceActions, licenceComputed } from './licences.ts';
import { mailActions } from './mail.ts';
import { userActions, userHooks } from './users.ts';

/** Checks and completes a write. Gets the sanitised values of the body; returns what is stored. */
export interface Hooks {
  readonly create?: (
    context: Context,
    values: Record<string, unknown>,
    id: string,
  ) => Record<string, unknown>;
  readonly update?: (context: Context, row: Row, values: Record<string, unknown>) => Record<string, unknown>;
  readonly remove?: (context: Context, row: Row) => void;
}

export type Action = (context: Context, id: string, body: unknown) => GraphResponse;
export type Computed = (context: Context, id: string) => readonly Row[];

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
