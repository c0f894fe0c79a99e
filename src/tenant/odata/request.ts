import type { Clock } from '#kernel';

import type { EntityName } from '../edm/model.ts';
import type { Readers } from '../state/readers.ts';
import type { TenantState } from '../state/state.ts';

/** Who asks: taken from a verified token. */
export type Principal = AppPrincipal | UserPrincipal;

interface AnyPrincipal {
  readonly appId: string;
  /** Of the service principal, or of the user whom it acts for. */
  readonly objectId: string;
  /** Application permissions. */
  readonly roles: readonly string[];
  /** Template ids of the Entra roles that the one with this object id holds. */
  readonly directoryRoles?: readonly string[];
}

export interface AppPrincipal extends AnyPrincipal {
  readonly kind: 'app';
}

export interface UserPrincipal extends AnyPrincipal {
  readonly kind: 'user';
  readonly userId: string;
  /** Delegated permissions. */
  readonly scopes: readonly string[];
}

export interface GraphRequest {
  readonly method: string;
  /** Below the version: `/users/{id}`. Not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: unknown;
  /** `https://graph.microsoft.com/v1.0`, as the client addressed it: absolute links are built from it. */
  readonly base: string;
  readonly principal: Principal;
}

export interface GraphResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a string as plain text, bytes as they are. */
  readonly body?: unknown;
}

/** What a behaviour may use: the state through the engine's own operations, time and ids. */
export interface Context {
  readonly state: TenantState;
  /** Other threads, for what walks through many rows; without them this one does. */
  readonly readers?: Readers | undefined;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly principal: Principal;
  readonly base: string;
}

/** What a URL names. */
export type Target =
  | { readonly kind: 'collection'; readonly entity: EntityName; readonly scope?: Scope }
  | {
      readonly kind: 'entity';
      readonly entity: EntityName;
      /** Empty for the only one that a navigation leads to. */
      readonly id: string;
      readonly scope?: Scope;
      /** Reached through `/directoryObjects`, where the answer names the type. */
      readonly polymorphic?: true;
    }
  | { readonly kind: 'count'; readonly entity: EntityName; readonly scope?: Scope }
  | { readonly kind: 'reference'; readonly scope: Scope; readonly target?: string }
  /** One property of an entity; raw as `/$value`. */
  | {
      readonly kind: 'property';
      readonly entity: EntityName;
      readonly id: string;
      readonly property: string;
      readonly raw: boolean;
      readonly scope?: Scope;
    }
  /** The bytes of an entity. */
  /** What was deleted; without a type where nothing with that id lies in the bin. */
  | {
      readonly kind: 'deleted';
      readonly what: 'list' | 'count' | 'one' | 'restore' | 'owned';
      readonly entity?: EntityName;
      readonly id?: string;
    }
  | { readonly kind: 'stream'; readonly entity: EntityName; readonly id: string; readonly scope?: Scope }
  /** A behaviour by its qualified name, called on an entity, on a set or on nothing. */
  | {
      readonly kind: 'operation';
      readonly name: string;
      readonly method: 'GET' | 'POST';
      readonly parameters: Readonly<Record<string, string>>;
      readonly on?: { readonly entity: EntityName; readonly id: string; readonly scope?: Scope };
    };

/** The entity and the navigation through which something was reached. */
export interface Scope {
  readonly entity: EntityName;
  readonly id: string;
  readonly navigation: string;
  /** A cast in the URL: only directory objects of this type. */
  readonly cast?: EntityName;
}

/** A target with the path in which ids are replaced, which permissions are given for. */
export interface Resolved {
  readonly target: Target;
  readonly template: string;
}
