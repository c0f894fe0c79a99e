import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

import { isLoopback } from './hooks.ts';

/** What came back: a status and the beginning of a text; or that nothing did. */
export interface Posted {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const longestAnswer = 4_096;

/** One POST, without following where an answer might lead. Undefined when nobody answered in time. */
export function post(
  address: string,
  type: string,
  body: string,
  withinMilliseconds: number,
  signal: AbortSignal,
): Promise<Posted | undefined> {
  const url = new URL(address);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent: false,
        headers: { 'content-type': type, 'content-length': Buffer.byteLength(body) },
        // A test's receiver on this machine has a certificate of its own making.
        rejectUnauthorized: !isLoopback(url.hostname),
        signal: AbortSignal.any([signal, AbortSignal.timeout(withinMilliseconds)]),
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          text += part;
          if (text.length > longestAnswer) answer.destroy();
        });
        answer.on('close', () =>
          resolve({
            status: answer.statusCode ?? 0,
            type: String(answer.headers['content-type'] ?? ''),
            text,
          }),
        );
      },
    );
    sent.on('error', () => resolve(undefined));
    sent.end(body);
  });
}
