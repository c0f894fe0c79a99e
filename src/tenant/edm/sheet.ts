/**
 * The language of the sheets. A shape sheet says which properties and navigations Graph has; the capability entries
 * beside them say what one may do with each. Row types are checked against Microsoft's own type package, so that a
 * misspelt property does not compile.
 */

export type FilterOperator =
  | 'eq'
  | 'ne'
  | 'not'
  | 'ge'
  | 'le'
  | 'gt'
  | 'lt'
  | 'in'
  | 'startsWith'
  | 'endsWith'
  | 'any'
  | 'count';

export type Kind = 'string' | 'boolean' | 'int' | 'time' | 'json' | 'strings';

export interface Capability {
  /** Operators of `$filter` on this property; none when absent. */
  readonly filter?: readonly FilterOperator[];
  /** Equality and prefix are answered from an index. */
  readonly indexed?: boolean;
  /**
   * Operators that Graph answers only as an advanced query on this property, beside those that always are one (`ne`,
   * `not`, `endsWith`, `$count`, comparisons with null). `all` when even `eq` is.
   */
  readonly advanced?: 'all' | readonly FilterOperator[];
  /** `advanced`: only with ConsistencyLevel: eventual and $count=true. */
  readonly sortable?: boolean | 'advanced';
  /** Members of the values of a collection that a lambda may ask about. */
  readonly members?: readonly string[];
  /** Members of a complex value that a client never sees. */
  readonly hides?: readonly string[];
  /** Part of an answer without `$select`. */
  readonly byDefault?: boolean;
  /** The server's own: a client that sends it is refused. */
  readonly readOnly?: boolean;
  /** Accepted in a write and never returned. */
  readonly writeOnly?: boolean;
  /** A create without it is refused. */
  readonly required?: boolean;
}

export interface Property<K extends Kind = Kind> extends Capability {
  readonly kind: K;
}

const property =
  <K extends Kind>(kind: K) =>
  (capability: Capability = {}): Property<K> => ({ kind, ...capability });

export const text = property('string');
export const flag = property('boolean');
export const whole = property('int');
/** ISO 8601 in UTC. */
export const time = property('time');
/** A complex value or a collection of them, kept as it is. */
export const json = property('json');
/** A collection of strings. */
export const texts = property('strings');

/** Where the other end of a relation is kept. */
export type Relation =
  /** Rows of the link table `nav`, from source to target. */
  | { readonly by: 'link'; readonly nav: string }
  /** The same rows read the other way. */
  | { readonly by: 'reverse'; readonly nav: string }
  /** The same rows, followed to the end. */
  | { readonly by: 'reverseTransitive' | 'linkTransitive'; readonly nav: string }
  /** Entities whose own property holds this entity's id. */
  | { readonly by: 'property'; readonly property: string }
  /** Worked out by the behaviour `<entity>.<navigation>`. */
  | { readonly by: 'behaviour' };

export interface Navigation {
  /** An entity, or `directoryObject` when it may be any of them. */
  readonly to: string;
  readonly many: boolean;
  readonly relation: Relation;
  /** May be changed through `$ref`. */
  readonly ref?: boolean;
  /** New members may be posted to it. */
  readonly creates?: boolean;
}

export interface EntitySheet {
  readonly name: string;
  /** Its entity set, when it has one of its own. */
  readonly set?: string;
  /** Part of the directory: found through `/directoryObjects` and typed by `@odata.type` there. */
  readonly directoryObject?: boolean;
  readonly properties: Readonly<Record<string, Property>>;
  readonly navigations?: Readonly<Record<string, Navigation>>;
  /** Properties that may stand in place of the id in a URL. */
  readonly alternateKeys?: readonly string[];
  readonly verbs: readonly ('list' | 'get' | 'create' | 'update' | 'delete')[];
  /** Behaviours that may be called as actions on one of them. */
  readonly actions?: readonly string[];
  readonly page?: { readonly usual: number; readonly most: number };
}

type KindOf<Value> = [Value] extends [string]
  ? 'string' | 'time'
  : [Value] extends [boolean]
    ? 'boolean'
    : [Value] extends [number]
      ? 'int'
      : [Value] extends [readonly string[]]
        ? 'strings'
        : 'json';

type ShapeOf<Graph> = {
  readonly [Name in keyof Graph]?: Property<KindOf<NonNullable<Graph[Name]>>>;
};

/** An entity's sheet, held against its type in Microsoft's package: `entity<User>()({ … })`. */
export const entity =
  <Graph>() =>
  <const Sheet extends EntitySheet & { readonly properties: ShapeOf<Graph> }>(
    sheet: Sheet & {
      readonly navigations?: {
        readonly [Name in keyof Sheet['navigations']]: Name extends keyof Graph ? Navigation : never;
      };
    },
  ): EntitySheet =>
    sheet;
