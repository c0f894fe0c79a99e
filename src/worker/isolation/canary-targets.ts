/** What the canary is told to go for. All of it belongs to the worker, and to nobody else. */
export interface CanaryTargets {
  /** A file of the worker's own, and one in the folder of another job. */
  readonly workerFile: string;
  readonly otherJobFile: string;
  /** The worker itself: its number, and when it started, by which it is known under whatever number. */
  readonly workerPid: number;
  readonly workerStart: string;
  /** A listener on loopback, as the control plane's. */
  readonly listenerPort: number;
  /** A socket in the file system, as the database's, and an abstract one. */
  readonly socketPath: string;
  readonly abstractSocket: string;
}

/** What no job may do, and the words in which people are told. */
export const canaryAttempts = {
  workerFile: 'read a file of the worker',
  workerFileWrite: 'write to a file of the worker',
  otherJob: 'read the folder of another job',
  home: 'see the homes of this machine',
  processes: 'see the process of the worker',
  memory: 'read the memory of the worker',
  environment: 'read the environment of the worker',
  inherited: 'inherit variables of the worker',
  signal: 'send a signal to the worker',
  listener: 'connect to a listener of this machine',
  database: 'connect to the socket of the database',
  abstract: 'connect to an abstract socket',
  metadata: "connect to the cloud's metadata address",
  rights: 'keep rights of the superuser',
} as const;

export type CanaryAttempt = keyof typeof canaryAttempts;

/** What came of it: true is what must not be. */
export interface CanaryReport {
  readonly reached: Readonly<Record<CanaryAttempt, boolean>>;
  /** The kernel filters its system calls. */
  readonly filtered: boolean;
}
