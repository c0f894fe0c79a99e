import { windowsZones } from './windows-zones.ts';

const byLowerCase = new Map(
  Object.entries(windowsZones).map(([windows, zone]) => [windows.toLowerCase(), zone]),
);

/** The IANA zone that a client means by an IANA or a Windows name; undefined when there is none. */
export function findZone(name: string): string | undefined {
  const zone = byLowerCase.get(name.trim().toLowerCase()) ?? name.trim();
  // An offset would be taken, too, but is no zone: it knows no summer.
  if (!/^[A-Za-z]/.test(zone)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId;
  } catch {
    return undefined;
  }
}

export function zoned(milliseconds: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).toZonedDateTimeISO(zone);
}

/** `2026-03-01T09:00:00+01:00`, as Azure writes times of a schedule. */
export function localIso(milliseconds: number, zone: string): string {
  return zoned(milliseconds, zone).toString({ smallestUnit: 'second', timeZoneName: 'never' });
}

export function offsetMinutes(milliseconds: number, zone: string): number {
  return zoned(milliseconds, zone).offsetNanoseconds / 60_000_000_000;
}

/** A time as clients write it; one without an offset is a time of the zone's own clocks. Undefined when it is none. */
export function readTime(text: string, zone: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    // It has no offset, or is no time at all.
  }
  try {
    if (/[zZ]$|[+-]\d\d:?\d\d$/.test(text)) return undefined;
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    return undefined;
  }
}
