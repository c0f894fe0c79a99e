import type { PublishedLimits } from '../limit.ts';
import { identityCosts, identityLimits, identityRules, identitySets } from './identity.ts';
import { serviceLimits, serviceRules } from './services.ts';
import { sharepointLimits, sharepointRules } from './sharepoint.ts';
import { teamsLimits, teamsRules } from './teams.ts';
import { rule } from '../limit.ts';

/** Microsoft's limits as published up to August 2026. They may change: another year is another folder beside this one. */
export const published202608: PublishedLimits = {
  version: '2026-08',
  limits: [...identityLimits, ...serviceLimits, ...teamsLimits, ...sharepointLimits],
  rules: [
    ...identityRules,
    ...serviceRules,
    ...teamsRules,
    ...sharepointRules,
    ...identityCosts,
    ...identitySets.map((set) => rule(`/${set}/**`, 'identity')),
  ],
};
