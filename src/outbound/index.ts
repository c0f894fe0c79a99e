export { isLoopbackName, isPublicAddress } from './addresses.ts';
export { type OutboundRule, checkLiteral, guardedAddress, guardedLookup } from './guarded-lookup.ts';
