import { type Clock, isoTime } from '#kernel';

/** To the second, as the directory writes times. */
export function instant({ clock }: { readonly clock: Clock }): string {
  return isoTime(clock.now()).replace(/\.\d{3}Z$/, 'Z');
}
