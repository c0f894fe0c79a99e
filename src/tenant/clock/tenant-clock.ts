import { type Clock, problem } from '#kernel';

/** How the tenant's time goes: from this instant of the machine's clock on, at this many times its speed. */
export interface ClockSettings {
  /** The tenant's time at `since`, in milliseconds. */
  readonly at: number;
  /** The machine's time when this was set. */
  readonly since: number;
  /** 1 as in life, 60 for a minute each second, 0 to stand still until moved. */
  readonly rate: number;
}

/** What one may set: another time, another speed, or so many milliseconds forward. */
export interface ClockChange {
  readonly at?: number;
  readonly rate?: number;
  readonly advance?: number;
}

/**
 * The one clock of a tenant's process: tokens, limits, expiry and delays go by it. It can be moved, scaled and stopped.
 * What is due in time that was jumped over is done at once, in order, each at its own instant.
 */
export interface TenantClock extends Clock {
  readonly settings: ClockSettings;
  /** The machine's own time: for what a client tells of its own clock. */
  outside(): number;
  change(change: ClockChange): ClockSettings;
  /** Does it when the tenant's time has gone on so far. */
  after(milliseconds: number, work: () => void): Waiting;
  /** How long a client has to wait by its own clock; the tenant's own milliseconds while it stands still. */
  toOutside(milliseconds: number): number;
  /** Goes on as these settings say, if there are any, and keeps them there from now on. */
  keepIn(store: ClockStore): void;
  /** Forgets what waits. */
  close(): void;
}

export interface Waiting {
  cancel(): void;
}

/** The settings of a tenant's state. */
export interface ClockStore {
  setting(key: string): string | undefined;
  setSetting(key: string, value: string): void;
}

export const clockSetting = 'clock';

interface Timer {
  readonly due: number;
  readonly work: () => void;
}

/** setTimeout takes no longer waits. */
const longestWait = 2 ** 31 - 1;
const fastest = 1_000_000;
/** What repeats itself every second is not repeated for a whole year that is jumped over. */
const mostSteps = 10_000;

export function tenantClock(outside: Clock): TenantClock {
  let settings: ClockSettings = { at: outside.now(), since: outside.now(), rate: 1 };
  let store: ClockStore | undefined;
  const timers = new Set<Timer>();
  let wake: NodeJS.Timeout | undefined;
  /** While what was jumped over is being done, the time is that of the work at hand. */
  let paused: number | undefined;

  const now = (): number =>
    paused ?? Math.floor(settings.at + (outside.now() - settings.since) * settings.rate);

  function next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of timers) if (first === undefined || timer.due < first.due) first = timer;
    return first;
  }

  function doWhatIsDue(): void {
    const until = now();
    try {
      let done = 0;
      for (let first = next(); first !== undefined && first.due <= until; first = next()) {
        timers.delete(first);
        done += 1;
        paused = done > mostSteps ? until : first.due;
        first.work();
      }
    } finally {
      paused = undefined;
      schedule();
    }
  }

  function schedule(): void {
    clearTimeout(wake);
    wake = undefined;
    const first = next();
    if (first === undefined || settings.rate === 0 || paused !== undefined) return;
    const wait = Math.ceil(Math.max(0, first.due - now()) / settings.rate);
    wake = setTimeout(doWhatIsDue, Math.min(wait, longestWait));
    wake.unref();
  }

  return {
    now,
    get settings() {
      return settings;
    },
    outside: () => outside.now(),
    toOutside: (milliseconds) => milliseconds / (settings.rate === 0 ? 1 : settings.rate),
    change({ at, rate = settings.rate, advance = 0 }) {
      if (!Number.isFinite(rate) || rate < 0 || rate > fastest)
        throw problem('TenantClockInvalid', { detail: `a speed is a number from 0 to ${fastest}` });
      if (!Number.isFinite(advance) || advance < 0)
        throw problem('TenantClockInvalid', { detail: 'it advances by milliseconds, never backwards' });
      const wanted = (at ?? now()) + advance;
      if (!Number.isFinite(wanted) || Math.abs(wanted) > 8.64e15)
        throw problem('TenantClockInvalid', { detail: 'that is no time' });
      settings = { at: wanted, since: outside.now(), rate };
      store?.setSetting(clockSetting, JSON.stringify(settings));
      doWhatIsDue();
      return settings;
    },
    after(milliseconds, work) {
      const timer: Timer = { due: now() + milliseconds, work };
      timers.add(timer);
      schedule();
      return {
        cancel() {
          timers.delete(timer);
        },
      };
    },
    keepIn(kept) {
      store = kept;
      const known = kept.setting(clockSetting);
      if (known !== undefined) settings = JSON.parse(known) as ClockSettings;
      doWhatIsDue();
    },
    close() {
      clearTimeout(wake);
      timers.clear();
    },
  };
}
