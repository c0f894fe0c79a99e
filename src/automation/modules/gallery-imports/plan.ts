/** What somebody asks for by name. */
export interface WantedModule {
  readonly name: string;
  /** A version, or a range in NuGet's notation; empty for the newest. */
  readonly version: string;
  readonly prerelease: boolean;
  /** Only from this feed. */
  readonly feed?: string;
  /** By ARM's contentLink: without what it requires, as Azure does it, and with what the link says of the content. */
  readonly link?: ContentLink;
}

export interface ContentLink {
  readonly uri: string;
  readonly hash?: { readonly algorithm: string; readonly value: string };
}

/** One version that an import brings. */
export interface PlannedModule {
  readonly name: string;
  readonly version: string;
  readonly feed: string;
  /** Default version that the account has of it now. */
  readonly from: string | null;
  /** Who requires it, from what was asked for on: `['Contoso.Tools 1.2.0']`; none for what was asked for. */
  readonly requiredBy: readonly string[];
  /** Names of what it requires. */
  readonly requires: readonly string[];
}

/** A version that is required and that the account has. */
export interface PresentModule {
  readonly name: string;
  readonly version: string;
  readonly requiredBy: readonly string[];
}

export interface PlanConflict {
  readonly name: string;
  readonly reason: string;
}

/** What an import would do. With conflicts it does nothing. */
export interface ModulePlan {
  /** In the order in which they can be imported: what others require comes first. */
  readonly imports: readonly PlannedModule[];
  readonly present: readonly PresentModule[];
  readonly conflicts: readonly PlanConflict[];
}

/** A version that the account has. */
export interface KnownVersion {
  readonly name: string;
  readonly version: string;
  /** Null when it was uploaded. */
  readonly feed: string | null;
  readonly isDefault: boolean;
}
