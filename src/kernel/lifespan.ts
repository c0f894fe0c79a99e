/** While something that is kept is good. Milliseconds since 1970, `until` not included. */
export interface Lifespan {
  readonly from: number;
  readonly until: number;
}

/**
 * Whether what is kept is good now. What began later than now was made under a clock that ran ahead and has been put right: by its
 * end alone it would seem good for longer than it is, and others do not take it yet (a token's `nbf`).
 */
export function isGood(kept: Lifespan, now: number): boolean {
  return kept.from <= now && now < kept.until;
}
