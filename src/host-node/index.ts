/** Nobody enters this room: a worker bundles `main.ts` and `host.ts` and starts them as a process of their own. */
export type { Load } from './inline.ts';
export type { Start } from './job.ts';
