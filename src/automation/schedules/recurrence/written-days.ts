/** Whether a text is a day, `2026-12-25`, or days with both ends, `2026-12-24/2027-01-02`. */
export function isDays(text: string): boolean {
  const [, first = '', last = first] = /^(\d{4}-\d\d-\d\d)(?:\/(\d{4}-\d\d-\d\d))?$/.exec(text) ?? [];
  return isDate(first) && isDate(last) && first <= last;
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
