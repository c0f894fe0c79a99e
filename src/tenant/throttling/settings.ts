import { problem } from '#kernel';

/** What one may set of the limits. Kept in the state, so that a fork has them too. */
export interface LimitSettings {
  /** None is kept when false. */
  readonly on: boolean;
  /** `auto` counts the users: small under 50, large over 500. */
  readonly size: 'auto' | 'S' | 'M' | 'L';
  /** `auto` counts the licences that were bought. */
  readonly licences: 'auto' | number;
  /** Not kept: limits by name, or all whose names begin so (`teams`, `identity.writes`). */
  readonly off: readonly string[];
  /** Other amounts than published, by name. */
  readonly most: Readonly<Record<string, number>>;
}

export const documentedLimits: LimitSettings = {
  on: true,
  size: 'auto',
  licences: 'auto',
  off: [],
  most: {},
};
export const noLimits: LimitSettings = { ...documentedLimits, on: false };

/** `given` over `before`; throws TenantLimitsInvalid on what is no setting. */
export function readLimitSettings(
  before: LimitSettings,
  given: unknown,
  known: ReadonlySet<string>,
): LimitSettings {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw invalid('an object is needed');
  for (const name of Object.keys(given))
    if (!(name in documentedLimits)) throw invalid(`there is no '${name}'`);
  const { on, size, licences, off, most } = { ...before, ...(given as Partial<LimitSettings>) };
  if (typeof on !== 'boolean') throw invalid("'on' is true or false");
  if (!['auto', 'S', 'M', 'L'].includes(size)) throw invalid("'size' is auto, S, M or L");
  if (licences !== 'auto' && !(Number.isInteger(licences) && licences >= 0))
    throw invalid("'licences' is auto or a whole number");
  if (!Array.isArray(off) || !off.every((each) => typeof each === 'string'))
    throw invalid("'off' is a list of names");
  for (const name of off)
    if (![...known].some((each) => isNamed(each, name))) throw invalid(`no limit is called '${name}'`);
  if (typeof most !== 'object' || most === null) throw invalid("'most' has amounts by name");
  for (const [name, amount] of Object.entries(most)) {
    if (!known.has(name)) throw invalid(`no limit is called '${name}'`);
    if (typeof amount !== 'number' || !(amount >= 0)) throw invalid(`'${name}' needs a number`);
  }
  return { on, size, licences, off, most };
}

/** `identity.writes.app` is called `identity.writes.app`, `identity.writes` and `identity`. */
export function isNamed(limit: string, name: string): boolean {
  return limit === name || limit.startsWith(`${name}.`);
}

function invalid(detail: string): Error {
  return problem('TenantLimitsInvalid', { detail });
}
