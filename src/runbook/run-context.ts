import type { GraphClient } from '#graph';

/** A value that survives being written down as JSON and read again. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** What a step's result is on every attempt: JSON, with `undefined` as null and without undefined properties. */
export type Recorded<Result> = Result extends undefined ? null : Result;

/**
 * Does `work` once for the whole job, whatever dies in between: its result is written down before the runbook goes on,
 * and a later attempt of the job gets the recorded result instead of doing the work again. What is inside a step must
 * bear being done again if the process dies before the result is recorded.
 *
 * A name stands for one step of a run (put the item's id into it in a loop). The result must be JSON: dates, maps and
 * class instances are refused, `undefined` becomes null. Steps may run at the same time and inside each other.
 */
export type Step = <Result>(name: string, work: () => Promise<Result> | Result) => Promise<Recorded<Result>>;

/** The job's streams, as Azure Automation knows them. A text stays a text; anything else is also kept as its JSON value. */
export interface Log {
  output(value: unknown): void;
  verbose(message: unknown): void;
  warning(message: unknown): void;
  /** Writes an error record and goes on: throw to end the job. */
  error(error: unknown): void;
  debug(message: unknown): void;
  progress(activity: string, details?: ProgressDetails): void;
}

export interface ProgressDetails {
  readonly status?: string;
  /** 0 to 100. */
  readonly percentComplete?: number;
}

/** Shared assets of the automation account. Each call asks the account anew. */
export interface Assets {
  /** The variable's value. Rejects when the account has no such variable. */
  variable(name: string): Promise<unknown>;
  /** Changes a variable that exists. The value must be JSON. */
  setVariable(name: string, value: unknown): Promise<void>;
  credential(name: string): Promise<{ readonly userName: string; readonly password: string }>;
  /** By its name or by its thumbprint. */
  certificate(name: string): Promise<Certificate>;
  /**
   * The fields of a connection. The name of a certificate gives its `CertificateThumbprint`, where no connection has that
   * name.
   */
  connection(name: string): Promise<Readonly<Record<string, string>>>;
}

export interface Certificate {
  readonly name: string;
  /** SHA-1 in upper-case hex. */
  readonly thumbprint: string;
  readonly expiresOn: Date;
  readonly hasPrivateKey: boolean;
  /** A PKCS#12 file when there is a private key, else the certificate alone. */
  readonly content: Uint8Array;
  /** Opens the PKCS#12 file; empty when it has none. */
  readonly password: string;
}

/** The managed identities of the account: no secret of them ever reaches the runbook. */
export interface Identity {
  /**
   * An access token for a resource such as `https://graph.microsoft.com`. It is worth something inside this job only. It is the
   * account's own identity, or a user-assigned one that the account was given, by its client id. It is kept until shortly before it
   * ends; with `renew`, for one that was refused, another one is made.
   */
  token(resource: string, which?: { readonly clientId?: string; readonly renew?: boolean }): Promise<string>;
}

export interface Job {
  readonly id: string;
  readonly runbook: string;
  /** Counts from 1: greater when an earlier attempt's process died. */
  readonly attempt: number;
}

/** A job that was started for another one. */
export interface StartedJob {
  readonly id: string;
  readonly runbook: string;
}

export interface JobResult extends StartedJob {
  /** As Azure Automation names it; `Completed`, `Failed` or `Stopped` when it has ended. */
  readonly status: string;
  readonly ended: boolean;
  /** What ended it, when it failed. */
  readonly exception?: string;
}

export interface StartOptions {
  /**
   * What this start is called, when the parameters alone do not tell it from others in each attempt: a repeated attempt
   * finds the job that was started under it.
   */
  readonly key?: string;
  /** A hybrid worker group. */
  readonly runOn?: string;
}

/**
 * Other runbooks of the account, in any language, as jobs of their own on the same tenant. They run under the account's
 * identity, end with this job when it is stopped, and are started once, however often this job is begun again: the same
 * runbook with the same parameters is the same start.
 *
 * While it waits for them, this job takes no place of its worker; after some seconds its process ends, and a later attempt
 * goes on: from the top, with recorded steps skipped, as after a crash. What stands outside of steps runs again then.
 */
export interface Runbooks {
  /** Resolves once the job is accepted. Texts are passed as they are, everything else as JSON. */
  start(
    name: string,
    parameters?: Readonly<Record<string, unknown>>,
    options?: StartOptions,
  ): Promise<StartedJob>;
  /** Resolves when all of them have ended, however, or when the time is over. */
  wait(
    jobs: readonly (StartedJob | string)[],
    options?: { readonly timeoutSeconds?: number },
  ): Promise<readonly JobResult[]>;
  /** What a job has written to its output: JSON values as they were, anything else as text. */
  output(job: StartedJob | string): Promise<readonly unknown[]>;
  /**
   * Starts it, waits for it, and resolves with its output.
   * @throws ChildRunbookFailed when it did not end `Completed`
   */
  run(
    name: string,
    parameters?: Readonly<Record<string, unknown>>,
    options?: StartOptions,
  ): Promise<readonly unknown[]>;
  /**
   * Runs another TypeScript runbook of the account inside of this job, as it was published when this job was accepted, and
   * resolves with what it returns. It writes to this job's streams; its steps are this job's, under its name. The name is
   * written into the call itself, as a text: publishing looks for it there.
   * @throws InlineRunbookUnknown, InvalidParameters, and whatever it throws
   */
  inline(name: string, parameters?: Readonly<Record<string, unknown>>): Promise<unknown>;
}

/** What a runbook is given. */
export interface RunContext<Parameters> {
  readonly params: Parameters;
  /** Microsoft Graph, signed in as the account's managed identity. */
  readonly graph: GraphClient;
  readonly step: Step;
  readonly log: Log;
  readonly assets: Assets;
  readonly identity: Identity;
  readonly job: Job;
  readonly runbooks: Runbooks;
  /** Aborted when somebody stops the job; from then on no call leaves it. */
  readonly signal: AbortSignal;
}
