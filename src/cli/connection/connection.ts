import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { problem } from '#kernel';

/** Where a running system is and how the command line enters it: written by the launcher, removed when it stops. */
export const connectionFile = z.object({
  apiOrigin: z.url(),
  tenantOrigin: z.url(),
  /** Where webhooks are called; a control plane of an earlier version has none. */
  webhookOrigin: z.url().optional(),
  /** Where workers of groups come in; absent where they cannot. */
  workerOrigin: z.url().optional(),
  tenantId: z.string(),
  subscriptionId: z.string(),
  resourceGroup: z.string(),
  account: z.string(),
  /** The application that the command line signs in as. */
  clientId: z.string(),
  certificateFile: z.string(),
  privateKeyFile: z.string(),
  caFile: z.string(),
  /** What separates jobs from this machine, as the worker found it when it started. */
  isolation: z
    .object({
      boundary: z.enum(['bubblewrap', 'process']),
      egressEnforced: z.boolean(),
      detail: z.string().optional(),
      remedy: z.string().optional(),
      layers: z.array(z.string()).optional(),
      refused: z.number().int().optional(),
    })
    .optional(),
  /** The launcher. */
  pid: z.number().int(),
});
export type Connection = z.infer<typeof connectionFile>;

/** Reads `<home>/run/connection.json`; NotStarted when nothing runs on that home. */
export async function readConnection(home: string): Promise<Connection> {
  const file = join(home, 'run', 'connection.json');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw problem('NotStarted', { home }, error);
    throw problem('FileUnreadable', { file, reason: error.code ?? error.message }, error);
  });
  const connection = parseConnection(connectionFile, file, text);
  // A launcher that was killed leaves its file behind.
  if (!lives(connection.pid)) throw problem('NotStarted', { home });
  return connection;
}

export function parseConnection<Shape extends z.ZodObject>(
  shape: Shape,
  file: string,
  text: string,
): z.output<Shape> {
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error).split('\n')[0]! : 'it is no JSON';
    throw problem('ConnectionUnreadable', { file, detail }, error);
  }
}

export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
