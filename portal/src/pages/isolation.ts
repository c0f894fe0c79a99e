import type { InstallationWorker, JobIsolation, SelfTestAttempt } from '#client';

/** What it would mean if a job could: by the words in which workers tell what they tried. */
const meanings: Readonly<Record<string, string>> = {
  'read a file of the worker': 'The worker’s own key lies in one.',
  'write to a file of the worker': 'A job could change what later jobs run.',
  'read the folder of another job': 'Parameters and results of other people’s jobs.',
  'see the homes of this machine': 'Keys and passwords that people keep there.',
  'see the process of the worker': 'What one cannot see, one cannot attack.',
  'read the memory of the worker': 'Tokens and secrets of every job pass through it.',
  'read the environment of the worker': 'Variables often hold secrets.',
  'inherit variables of the worker': 'A job gets what was written down for it, and nothing else.',
  'send a signal to the worker': 'A job could end the worker, and all other jobs with it.',
  'connect to a listener of this machine': 'Programs that trust whoever comes from this machine.',
  'connect to the socket of the database': 'All that Tenantry knows.',
  'connect to an abstract socket': 'Such sockets have no file that would protect them.',
  "connect to the cloud's metadata address": 'It hands out the identity of the machine itself.',
  'keep rights of the superuser': 'Then no other wall would hold.',
};

export function meaningOf(what: string): string {
  return meanings[what] ?? '';
}

/** How a boundary is summed up, for people. */
export interface Verdict {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly title: string;
  readonly text: string;
}

export function verdictOf(isolation: JobIsolation, tried: readonly SelfTestAttempt[] = []): Verdict {
  if (isolation.boundary === 'process')
    return {
      tone: 'bad',
      title: 'Jobs are not isolated from this machine',
      text: 'A runbook can read and change what the user of the worker can, and call whom it likes.',
    };
  const refused = tried.filter(({ outcome }) => outcome === 'refused').length || (isolation.refused ?? 0);
  const unproven = tried.filter(({ outcome }) => outcome === 'unproven').length;
  const rest = unproven === 0 ? '' : ` ${unproven} prove nothing on this machine.`;
  return {
    tone: 'good',
    title: 'Each job runs in a sandbox of its own',
    text: `At its start the worker went for ${refused + unproven} things that no job may have; from within the sandbox, ${refused} were refused that work without it.${rest}`,
  };
}

/** The weakest of those that live decides: a job may get to any of them. */
export function weakestOf(workers: readonly InstallationWorker[]): InstallationWorker | undefined {
  const live = workers.filter(({ live }) => live);
  return live.find(({ isolation }) => isolation.boundary === 'process') ?? live[0];
}
