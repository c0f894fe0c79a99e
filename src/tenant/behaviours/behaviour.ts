import type { Clock } from '#kernel';

import type { Context, GraphRequest, GraphResponse, Scope } from '../odata/request.ts';
import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';

/** Checks and completes a write. Gets the sanitised values of the body; returns what is stored. */
export interface Hooks {
  readonly create?: (
    context: Context,
    values: Record<string, unknown>,
    id: string,
    scope?: Scope,
  ) => Record<string, unknown>;
  readonly update?: (context: Context, row: Row, values: Record<string, unknown>) => Record<string, unknown>;
  readonly remove?: (context: Context, row: Row) => void;
  /** What is not visible to who asks does not exist for him. Of all rows unless said otherwise. */
  readonly visible?: (context: Context, row: Row) => boolean;
}

/** What is checked, and follows, when a relation is written by reference: before the engine writes the link itself. */
export interface LinkHooks {
  readonly add?: (context: Context, source: string, target: string) => void;
  readonly remove?: (context: Context, source: string, target: string) => void;
}

/** What was called, beside the body: parameters of a function, and the request itself. */
export interface Call {
  readonly parameters: Readonly<Record<string, string>>;
  readonly request: GraphRequest;
  /** Through which navigation the one was reached on which it was called. */
  readonly scope?: Scope;
}

/** Called on the one with this id; on a set or on nothing the id is empty. */
export type Action = (context: Context, id: string, body: unknown, call: Call) => GraphResponse;
/** Brings rows up to date. */
export type Refresh = (state: TenantState, clock: Clock) => void;
export type Computed = (context: Context, id: string) => readonly Row[];

/** The bytes of an entity that has a stream. */
export interface Stream {
  readonly read: (
    context: Context,
    id: string,
    scope: Scope | undefined,
  ) => { readonly type: string; readonly bytes: Uint8Array };
  readonly write?: (
    context: Context,
    id: string,
    bytes: Uint8Array,
    type: string,
    scope: Scope | undefined,
  ) => void;
  readonly remove?: (context: Context, id: string, scope: Scope | undefined) => void;
}
