export { type SealedEntry, canonical, firstHash, hashOf } from './entry.ts';
export { type Seal, isSignedBy, keyName, signSeal } from './seal.ts';
export { type Audit, type Fault, type Verified, verifyAudit } from './verify.ts';
