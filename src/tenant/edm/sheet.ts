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
  | 'contains'
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
  /** Rows of the link table `nav`, from source to target. `nav` begins with the entity of the source. */
  | { readonly by: 'link'; readonly nav: string }
  /** The same rows read the other way; `also` names further ones (`memberOf` shows groups, roles and units). */
  | { readonly by: 'reverse'; readonly nav: string; readonly also?: readonly string[] }
  /** The same rows, followed to the end. */
  | {
      readonly by: 'reverseTransitive' | 'linkTransitive';
      readonly nav: string;
      readonly also?: readonly string[];
    }
  /** Entities whose own property holds this entity's id. */
  | { readonly by: 'property'; readonly property: string }
  /** The entity whose id this entity's own property holds. */
  | { readonly by: 'own'; readonly property: string }
  /**
   * Worked out by the computed behaviour `<entity>.<navigation>`; written, where Graph writes it, by the actions
   * `<entity>.<navigation>.create`, `.update` and `.delete`.
   */
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
  /** What it leads to lives below this entity: read, changed and deleted there, as the verbs of its own sheet say. */
  readonly contained?: boolean;
  /** Only those of this variant: `authentication/phoneMethods` among `authentication/methods`. */
  readonly variant?: string;
}

export interface EntitySheet {
  readonly name: string;
  /** Its entity set, when it has one of its own: `users`, `roleManagement/directory/roleAssignments`. */
  readonly set?: string;
  /** The set is a single one, addressed without a key: `policies/authorizationPolicy`. */
  readonly singleton?: boolean;
  /** Part of the directory: found through `/directoryObjects` and typed by `@odata.type` there. */
  readonly directoryObject?: boolean;
  readonly properties: Readonly<Record<string, Property>>;
  /** Columns of our own, which no client sees: the parent of a contained entity, say. */
  readonly internal?: Readonly<Record<string, Property>>;
  /** The column of these whose members stand in an answer as properties of their own: an open type. */
  readonly open?: string;
  /**
   * Derived types, each with the properties that only it has. Rows carry theirs in the column `odataType`, answers as
   * `@odata.type`, and a create must name one unless its navigation does.
   */
  readonly variants?: Readonly<Record<string, readonly string[]>>;
  /** Bytes behind `/$value`, served by the behaviour `streams.<entity>`. */
  readonly stream?: boolean;
  readonly navigations?: Readonly<Record<string, Navigation>>;
  /** Properties that may stand in place of the id in a URL. */
  readonly alternateKeys?: readonly string[];
  readonly verbs: readonly ('list' | 'get' | 'create' | 'update' | 'delete')[];
  /** Behaviours `<entity>.<name>` that may be called on one of them: actions by POST, functions by GET. */
  readonly actions?: readonly string[];
  readonly functions?: readonly string[];
  /** The same on the set: `users/delta`. */
  readonly setActions?: readonly string[];
  readonly setFunctions?: readonly string[];
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
        readonly [Name in keyof Sheet['navigations']]: Name extends
          | keyof Graph
          | `${keyof Graph & string}/${string}`
          ? Navigation
          : never;
      };
    },
  ): EntitySheet =>
    sheet;
