import { type Clock, newSecret } from '#kernel';

import type { UserSession } from '../users/user-checks.ts';

/** A device that waits for somebody to sign in for it elsewhere. Kept in memory, for a quarter of an hour. */
export interface WaitingDevice {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly clientId: string;
  readonly scope: string;
  readonly version: 'v1' | 'v2';
  readonly expires: number;
  state: 'pending' | 'approved' | 'declined' | 'redeemed';
  session?: UserSession;
  polledAt?: number;
}

export interface DeviceCodes {
  begin(clientId: string, scope: string, version: 'v1' | 'v2'): WaitingDevice;
  byDeviceCode(code: string): WaitingDevice | undefined;
  /** As a person typed it; only one that still waits. */
  byUserCode(code: string): WaitingDevice | undefined;
  /** Records a poll; true when it came sooner than the interval allows. */
  tooSoon(device: WaitingDevice): boolean;
}

export const deviceLifetimeSeconds = 900;
export const deviceIntervalSeconds = 5;
const most = 10_000;
/** Without vowels and without signs that look alike. */
const alphabet = 'BCDFGHJKLMNPQRSTVWXZ23456789';
const userCodeLength = 9;

export function createDeviceCodes(clock: Clock): DeviceCodes {
  const byCode = new Map<string, WaitingDevice>();

  function prune(): void {
    // Kept for as long again, so that a device learns that its code has expired.
    const forgotten = clock.now() - deviceLifetimeSeconds * 1000;
    for (const [code, { expires }] of byCode) if (expires < forgotten) byCode.delete(code);
    if (byCode.size >= most) byCode.delete(byCode.keys().next().value ?? '');
  }

  return {
    begin(clientId, scope, version) {
      prune();
      const device: WaitingDevice = {
        deviceCode: newSecret(48),
        userCode: newUserCode(),
        clientId,
        scope,
        version,
        expires: clock.now() + deviceLifetimeSeconds * 1000,
        state: 'pending',
      };
      byCode.set(device.deviceCode, device);
      return device;
    },
    byDeviceCode: (code) => byCode.get(code),
    byUserCode(code) {
      const typed = code.toUpperCase().replace(/[\s-]/g, '');
      return [...byCode.values()].find(
        (each) => each.userCode === typed && each.state === 'pending' && each.expires > clock.now(),
      );
    },
    tooSoon(device) {
      const before = device.polledAt;
      device.polledAt = clock.now();
      // A second of grace: clients count the interval from when the answer reached them.
      return before !== undefined && clock.now() - before < (deviceIntervalSeconds - 1) * 1000;
    },
  };
}

function newUserCode(): string {
  const bytes = Buffer.from(newSecret(userCodeLength * 2), 'base64url');
  return Array.from(
    { length: userCodeLength },
    (_, n) => alphabet[bytes.readUInt16LE(n * 2) % alphabet.length],
  ).join('');
}
