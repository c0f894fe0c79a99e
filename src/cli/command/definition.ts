import type { z } from 'zod';

import type { Session } from '../connection/session.ts';
import type { TenantSession } from '../connection/tenant-session.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { ExitCode } from './exit-codes.ts';
import type { HomeOperations } from './operations.ts';

/** What `tenantry start` was asked for; a port that is absent is the launcher's to choose. */
export interface StartRequest {
  readonly home: string;
  readonly demo: boolean;
  readonly json: boolean;
  readonly port: number;
  readonly tenantPort: number;
  readonly webhookPort: number;
  readonly webhookHost: string;
  readonly webhookUrl?: string | undefined;
  readonly webhookProxy: readonly string[];
  readonly workerPort?: number | undefined;
  readonly workerHost: string;
  readonly workerUrl?: string | undefined;
  readonly isolation: 'require' | 'prefer' | 'off';
  readonly auditAnchor?: readonly string[] | undefined;
  /** Home of the system that this one is a further control plane and worker of. */
  readonly join?: string | undefined;
  /** Seconds within which jobs may end after SIGTERM. */
  readonly drain: number;
}

/** Starts the system and resolves with an exit code when it has stopped; given by `main`. */
export type Launcher = (request: StartRequest, terminal: Terminal) => Promise<number>;

/** What `tenantry tenant start` was asked for. */
export interface TenantRequest {
  readonly home: string;
  readonly json: boolean;
  readonly port: number;
  /** `25k`; of the first start only. */
  readonly users?: string | undefined;
  readonly seed?: string | undefined;
  readonly limits: 'documented' | 'off';
  readonly data?: string | undefined;
}

/** Starts the tenant alone and resolves with an exit code when it has stopped; given by `main`. */
export type TenantLauncher = (request: TenantRequest, terminal: Terminal) => Promise<number>;

export interface SeedRequest {
  readonly home: string;
  readonly users: string;
  readonly seed?: string;
  /** Asked before anything is lost; rejects when it may not be. */
  readonly mayReplace: () => Promise<void>;
  readonly onProgress: (progress: { what: string; done: number; of: number }) => void;
}

/** Seeds the tenant of a home on which nothing runs; given by `main`. */
export type TenantSeeder = (request: SeedRequest) => Promise<void>;

/** One thing that jobs need or can use, as it is on this machine. */
export interface Finding {
  readonly subject: string;
  readonly state: 'good' | 'weak' | 'missing';
  readonly found: string;
  readonly remedy?: string;
}

/** What `tenantry worker join` was asked for. */
export interface JoinWorkerRequest {
  readonly home: string;
  readonly url: string;
  readonly group: string;
  readonly token: string;
  readonly fingerprint?: string | undefined;
  readonly name?: string | undefined;
  readonly proxy?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** Make another worker of a home that has joined already. */
  readonly replace: boolean;
}

export interface JoinedWorker {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly origin: string;
  /** Where key and certificate are. */
  readonly home: string;
}

/** What `tenantry worker run` was asked for. */
export interface RunWorkerRequest {
  readonly home: string;
  readonly json: boolean;
  readonly jobs: number;
  readonly drainSeconds: number;
  readonly isolation: 'require' | 'prefer' | 'off';
  readonly proxy?: string | undefined;
}

/** What `tenantry worker install-service` was asked for. */
export interface InstallServiceRequest {
  readonly home: string;
  readonly dryRun: boolean;
  readonly user?: string | undefined;
  readonly jobs: number;
  readonly drainSeconds: number;
  readonly isolation: 'require' | 'prefer' | 'off';
}

export interface InstalledService {
  readonly file: string;
  /** Its text. */
  readonly unit: string;
  readonly written: boolean;
}

/** This machine as a worker of a group; given by `main`. */
export interface HybridWorkerPrograms {
  join(request: JoinWorkerRequest): Promise<JoinedWorker>;
  installService(request: InstallServiceRequest): Promise<InstalledService>;
  /** Resolves with an exit code when it has stopped. */
  run(request: RunWorkerRequest, terminal: Terminal): Promise<number>;
}

/** Looks at this machine; given by `main`. */
export type Examine = () => Promise<readonly Finding[]>;

/** What a command may use. */
export interface Context {
  readonly terminal: Terminal;
  readonly home: string;
  readonly json: boolean;
  readonly launch: Launcher;
  readonly launchTenant: TenantLauncher;
  readonly seedTenant: TenantSeeder;
  readonly examine: Examine;
  readonly operations: () => Promise<HomeOperations>;
  readonly hybridWorker: HybridWorkerPrograms;
  readonly environment: NodeJS.ProcessEnv;
  /** Enters the running system; NotStarted when there is none. */
  connect(): Promise<Session>;
  /** Enters the running tenant, alone or part of a system; NotStarted when there is none. */
  connectTenant(): Promise<TenantSession>;
  /** Aborted by Ctrl-C from the moment it is first read; before that, Ctrl-C ends the program. */
  readonly interrupt: AbortSignal;
  /** The data of the command: JSON with `--json`, else the text for people. */
  print(data: unknown, forPeople: () => string): void;
}

/** One command. Its schemas are its validation and its help; its name is the path of its file. */
export interface Command<
  Arguments extends z.ZodObject = z.ZodObject,
  Options extends z.ZodObject = z.ZodObject,
> {
  readonly summary: string;
  /** More than one sentence, for the help page. */
  readonly details?: string;
  /** In the order in which they are written. */
  readonly arguments: Arguments;
  /** `.meta({ description, short, value })` of an option is its help. */
  readonly options: Options;
  readonly examples: readonly (readonly [command: string, does: string])[];
  run(
    context: Context,
    given: { readonly arguments: z.output<Arguments>; readonly options: z.output<Options> },
  ): Promise<ExitCode | void>;
}

export function defineCommand<Arguments extends z.ZodObject, Options extends z.ZodObject>(
  command: Command<Arguments, Options>,
): Command {
  return command as unknown as Command;
}
