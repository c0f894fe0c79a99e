/** Whether the ARM path `inner` is `outer` or lies below it, whatever their case. `/` is above everything. */
export function isWithin(inner: string, outer: string): boolean {
  if (outer === '/') return true;
  return `${inner.toLowerCase()}/`.startsWith(`${outer.toLowerCase()}/`);
}
