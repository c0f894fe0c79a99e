import { type Logger, createLogger, isProblem, logLevelOf } from '#kernel';

import { asHomeProblem } from '../home/home-problem.ts';
import type { FromProcess, ProcessSettings, ToProcess } from '../launcher/messages.ts';

/** As long as the launcher waits. */
const stopPatience = 10_000;
/** For what runs, where a service manager ends this very process: Kubernetes and systemd wait for longer. */
const drainOnSigterm = 15_000;

/** A started process: what it tells the launcher, and how it stops. */
export interface Running {
  readonly facts?: Readonly<Record<string, unknown>>;
  /** What it does may end within that time; then it leaves. */
  stop(drainMilliseconds: number): Promise<void>;
}

/**
 * The life of one of the product's processes: configured over the channel to its launcher, ready, stopped on request.
 * When the launcher is gone the process goes too: nothing is left behind to be found on a port.
 */
export function runProcess(start: (settings: ProcessSettings, logger: Logger) => Promise<Running>): void {
  const level = logLevelOf(process.env['TENANTRY_LOG_LEVEL']);
  const logger = createLogger((line) => process.stderr.write(`${line}\n`), level);
  let running: Promise<Running> | undefined;
  let leaving = false;

  const leave = async (drainMilliseconds = 0): Promise<void> => {
    if (leaving) return;
    leaving = true;
    // The launcher would end a process that does not leave; where it is gone itself, nobody else does.
    setTimeout(() => {
      logger.error('did not stop in time');
      process.exit(1);
    }, stopPatience + drainMilliseconds);
    const started = await running?.catch(() => undefined);
    await started
      ?.stop(drainMilliseconds)
      .catch((error: unknown) => logger.error('did not stop cleanly', { error }));
    process.exit(0);
  };

  const configure = async (settings: ProcessSettings): Promise<void> => {
    try {
      running = start(settings, logger);
      const { facts = {} } = await running;
      tell({ type: 'ready', facts });
    } catch (error) {
      logger.error('could not start', { error });
      const known = asHomeProblem(error, settings.home);
      tell({ type: 'failed', message: isProblem(known) ? known.advice : String(error) });
      process.exitCode = 1;
      process.disconnect?.();
    }
  };

  process.on('message', (message: ToProcess) => {
    if (message.type === 'configure') void configure(message.settings);
    else void leave(message.drainMilliseconds);
  });
  process.on('disconnect', () => void leave());
  // Ctrl-C reaches the whole group; the launcher decides the order of leaving.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => void leave(drainOnSigterm));
}

function tell(message: FromProcess): void {
  if (process.connected) process.send?.(message);
}
