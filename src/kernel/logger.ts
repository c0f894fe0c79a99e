import { isoTime, systemClock } from './clock.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogFields = Readonly<Record<string, unknown>>;

/** Structured log lines. Never give it a secret: nothing is redacted here. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** The same logger with fields that go into every line. */
  with(fields: LogFields): Logger;
}

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** `debug`, `info`, `warn` or `error`; undefined for anything else. */
export function logLevelOf(text: string | undefined): LogLevel | undefined {
  return levels.find((level) => level === text?.toLowerCase());
}

/** One JSON document a line, given to `write` without a newline. */
export function createLogger(
  write: (line: string) => void,
  least: LogLevel = 'info',
  base: LogFields = {},
): Logger {
  const log = (level: LogLevel) => (message: string, fields?: LogFields) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return;
    write(JSON.stringify({ time: isoTime(systemClock.now()), level, message, ...base, ...plain(fields) }));
  };
  return {
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    with: (fields) => createLogger(write, least, { ...base, ...fields }),
  };
}

export const silentLogger: Logger = createLogger(() => {}, 'error');

function plain(fields: LogFields | undefined): LogFields {
  if (fields === undefined) return {};
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error ? (value.stack ?? String(value)) : value,
    ]),
  );
}
