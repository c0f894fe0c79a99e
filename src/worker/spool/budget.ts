/** Bytes that all attempts of a worker may have on the disk; who finds none left waits, in order. */
export interface Budget {
  take(bytes: number): Promise<void>;
  give(bytes: number): void;
  readonly used: number;
}

export function createBudget(most: number): Budget {
  const waiting: { readonly bytes: number; readonly go: () => void }[] = [];
  let used = 0;

  /** One that is larger than everything is let in when nothing else is there. */
  const fits = (bytes: number): boolean => used === 0 || used + bytes <= most;

  return {
    take(bytes) {
      if (waiting.length === 0 && fits(bytes)) {
        used += bytes;
        return Promise.resolve();
      }
      return new Promise((resolve) => waiting.push({ bytes, go: resolve }));
    },
    give(bytes) {
      used -= bytes;
      while (waiting.length > 0 && fits(waiting[0]!.bytes)) {
        const next = waiting.shift()!;
        used += next.bytes;
        next.go();
      }
    },
    get used() {
      return used;
    },
  };
}
