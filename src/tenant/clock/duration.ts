const day = 86_400_000;
const units = { W: 7 * day, D: day, H: 3_600_000, M: 60_000, S: 1_000 } as const;

/** Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds; undefined when the text is none. */
export function parseDuration(text: string): number | undefined {
  const parts = /^P(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/.exec(text);
  if (parts === null || !/\d[A-Z]$/.test(text)) return undefined;
  const sum = Object.values(units).reduce((total, unit, at) => total + Number(parts[at + 1] ?? 0) * unit, 0);
  return Number.isFinite(sum) ? sum : undefined;
}
