const graphemes = new Intl.Segmenter();

/**
 * Text from elsewhere, safe to show: control characters are made visible, so that what a job writes can neither
 * move the cursor nor recolour the terminal.
 */
export function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the ones that are meant
  return text.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, (character) =>
    character === '\r' ? '' : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** Characters as a person counts them. */
export function width(text: string): number {
  return [...graphemes.segment(text)].length;
}

/** At most so many characters, with an ellipsis where something was left out. */
export function shorten(text: string, limit: number): string {
  const parts = [...graphemes.segment(text)];
  if (parts.length <= limit) return text;
  return `${parts
    .slice(0, Math.max(limit - 1, 0))
    .map(({ segment }) => segment)
    .join('')}…`;
}

/** Adds spaces up to the width. */
export function pad(text: string, to: number): string {
  return text + ' '.repeat(Math.max(to - width(text), 0));
}

/** `12 ms`, `3.4 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}

/** `1 group`, `2 groups`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
