import type { Certificate, Connection } from '../protocol.ts';
import type { WorkerLink } from '../worker-link.ts';

/** All that a job left behind: equal before and after means that nothing was written. */
export interface JobTraces {
  readonly status: string;
  readonly startedAt: string | undefined;
  readonly exception: string | undefined;
  readonly streams: readonly { readonly attempt: number; readonly text: string; readonly value: unknown }[];
  readonly calls: readonly { readonly attempt: number; readonly pathTemplate: string }[];
  readonly steps: readonly { readonly attempt: number; readonly name: string }[];
  readonly variable: unknown;
}

/** An implementation of the port, and what a test must be able to do beside it. */
export interface LinkUnderTest {
  readonly link: WorkerLink;
  /** Accepts a job whose one parameter `who` is this, and returns its id. */
  newJob(who?: string): Promise<string>;
  /** The name of the runbook that such a job runs. */
  readonly runbook: string;
  /** Where jobs have to run for this link to get them; those of the installation unless it is given. */
  readonly runOn?: string;
  /** Asks for a build and returns its id. */
  newBuild(source: string): Promise<string>;
  buildStatus(id: string): Promise<string>;
  stop(jobId: string): Promise<void>;
  /** Does what happens when a job's heartbeats have stayed away for too long: the next claimer may have it. */
  abandon(jobId: string): Promise<void>;
  traces(jobId: string): Promise<JobTraces>;
  /** The text that the jobs' artifact has. */
  readonly artifact: string;
  /** A certificate of the account and a connection of it; no connection has the certificate's name. */
  readonly certificate: Certificate;
  readonly connection: Connection;
  /** A variable that a job may change, and a credential. */
  readonly variable: string;
  readonly credential: { readonly name: string; readonly userName: string; readonly password: string };
}
