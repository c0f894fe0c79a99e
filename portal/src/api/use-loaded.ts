import { useCallback, useEffect, useState } from 'react';

import { ApiError } from './call.ts';

export interface Loaded<Value> {
  readonly value: Value | undefined;
  readonly error: ApiError | undefined;
  /** Asks again; what is shown stays until the answer is there. */
  reload(): void;
}

/**
 * Loads something when a page shows it, and again every so many milliseconds while somebody looks. `name` says what it is: another
 * name is loaded anew. An answer that was overtaken is dropped.
 */
export function useLoaded<Value>(
  name: string,
  load: (signal: AbortSignal) => Promise<Value>,
  every?: number,
): Loaded<Value> {
  const [state, setState] = useState<{ name: string; value?: Value; error?: ApiError }>({ name });
  const [round, setRound] = useState(0);

  useEffect(() => {
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      if (document.visibilityState === 'visible') {
        try {
          const value = await load(gone.signal);
          if (!gone.signal.aborted) setState({ name, value });
        } catch (error) {
          if (gone.signal.aborted) return;
          const known = error instanceof ApiError ? error : new ApiError(0, 'Broken', String(error));
          // One missed beat of a page that renews itself is no reason to empty it.
          setState((before) => ({ ...(before.name === name && before), name, error: known }));
        }
      }
      if (every !== undefined && !gone.signal.aborted) timer = setTimeout(() => void ask(), every);
    };
    void ask();
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
    // `load` is made anew with each rendering; `name` stands for it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [name, every, round]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  const current = state.name === name ? state : undefined;
  return { value: current?.value, error: current?.error, reload };
}
