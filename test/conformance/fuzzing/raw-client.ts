import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';

import type { TestControlPlane, Who } from '../../../src/api/testing/control-plane.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export interface RawClient {
  /** The path goes out as it is: no client in between that would tidy it up. Rejects when no answer comes. */
  send(
    method: string,
    path: string,
    body?: { readonly type: string; readonly bytes: Uint8Array },
  ): Promise<RawAnswer>;
  close(): void;
}

/** Long enough for any machine, and yet not for ever: what takes longer hangs. */
const longestMilliseconds = 120_000;

export function rawClient(plane: TestControlPlane, who: Who = 'owner'): RawClient {
  const agent = new Agent({ ca: readFileSync(plane.caFile), keepAlive: true, maxSockets: 4 });
  const { hostname, port } = new URL(plane.origin);
  return {
    async send(method, path, body) {
      const headers = {
        authorization: `Bearer ${await plane.token(who)}`,
        ...(body !== undefined && { 'content-type': body.type, 'content-length': body.bytes.length }),
      };
      return new Promise((resolve, reject) => {
        const signal = AbortSignal.timeout(longestMilliseconds);
        const call = request({ agent, hostname, port, method, path, headers, signal }, (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          );
        });
        call.on('error', reject);
        call.end(body?.bytes);
      });
    },
    close: () => agent.destroy(),
  };
}
