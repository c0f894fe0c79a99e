import { type LookupAddress, lookup as lookupName } from 'node:dns';
import { type LookupFunction, isIP } from 'node:net';

import { isPublicAddress } from './addresses.ts';

/** Whether a destination may be within this network, and the error that says that it may not. */
export interface OutboundRule {
  readonly allowPrivate: boolean;
  refuse(host: string, reason: string): Error;
}

/**
 * Names are looked up here, and the connection goes to the very addresses that were checked: a name that changes in between
 * gains nothing. An address that is written as such is not looked up: see `checkLiteral`.
 */
export function guardedLookup({ allowPrivate, refuse }: OutboundRule): LookupFunction {
  return (hostname, options, callback) => {
    lookupName(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error !== null) return callback(error, '');
      const usable = allowPrivate ? found : found.filter(({ address }) => isPublicAddress(address));
      const [first] = usable;
      if (first === undefined) return callback(refuse(hostname, 'its address is private'), '');
      if (options.all === true) return callback(null, usable);
      return callback(null, first.address, first.family);
    });
  };
}

/** Refuses a host that is written as an address, when that is private. `hostname` as in an URL. */
export function checkLiteral({ allowPrivate, refuse }: OutboundRule, hostname: string): void {
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !allowPrivate && !isPublicAddress(literal))
    throw refuse(hostname, 'that address is private');
}

/** The address that a host has, once it was checked. */
export function guardedAddress(rule: OutboundRule, hostname: string): Promise<string> {
  checkLiteral(rule, hostname);
  return new Promise((resolve, reject) => {
    guardedLookup(rule)(hostname.replace(/^\[|\]$/g, ''), { all: false }, (error, address) => {
      if (error === null) resolve(String(address));
      else reject(error);
    });
  });
}
