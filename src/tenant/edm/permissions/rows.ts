/**
 * Which permissions open which operation: facts from Microsoft's published permission map, of August 2026. The first
 * alternative is the least privileged; `A+B` needs both. Where that map has holes or marks that contradict the
 * reference pages (`members/$ref` has no POST entry; `memberOf` marks Directory.Read.All as least), the operation's
 * reference page decides, and the row says so.
 */
export type PermissionRows = readonly PermissionRow[];

export type PermissionRow = readonly [
  /** `GET /users/{id}`: as the resolver writes templates. */
  operation: string,
  opens: {
    readonly application?: string;
    readonly delegated?: string;
    /** Where the row says something else than the map, and why. */
    readonly note?: string;
  },
];

/** Alternatives, least privileged first; each is the list of permissions that it takes together. */
export type Alternatives = readonly (readonly string[])[];

export interface Permitted {
  readonly application: Alternatives;
  readonly delegated: Alternatives;
}
