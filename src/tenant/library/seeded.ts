/** Somebody who is in the tenant now. Every method does its work at once and answers with the same person. */
export interface SeededUser {
  readonly id: string;
  readonly userPrincipalName: string;
  /** What they sign in with. */
  readonly password: string;
  /** Groups by name, which are made when they are missing, or as they were seeded. */
  memberOf(...groups: readonly (string | SeededGroup)[]): this;
  ownerOf(...groups: readonly (string | SeededGroup)[]): this;
  managedBy(manager: string | SeededUser): this;
  /** By part number: `licensed('SPE_E3')`. Stock that is missing is bought. */
  licensed(...skuPartNumbers: readonly string[]): this;
  disabled(): this;
  /** When they last signed in. */
  lastSignedIn(daysAgo: number): this;
  /** Any property, those that only Graph itself sets too: `with({ createdDateTime: … })`. */
  with(properties: Readonly<Record<string, unknown>>): this;
}

export type Member = SeededUser | SeededGroup;

export interface SeededGroup {
  readonly id: string;
  readonly displayName: string;
  members(...members: readonly Member[]): this;
  owners(...owners: readonly SeededUser[]): this;
  with(properties: Readonly<Record<string, unknown>>): this;
}
