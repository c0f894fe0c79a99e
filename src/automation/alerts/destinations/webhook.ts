import { signCall, signatureHeaders } from '../../webhooks/signature.ts';
import type { AlertMessage } from '../telling.ts';
import type { AlertDestination, HttpSecrets } from './destination.ts';
import { postJson } from './post.ts';

/** The message as it is, signed as calls of our own webhooks are: the delivery's id is the nonce, and the same in each attempt. */
export function sendToWebhook(
  destination: AlertDestination,
  secrets: HttpSecrets,
  message: AlertMessage,
  now: number,
  signal?: AbortSignal,
): Promise<void> {
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(now / 1_000));
  const nonce = message.id;
  return postJson(
    destination,
    secrets,
    body,
    {
      [signatureHeaders.timestamp]: timestamp,
      [signatureHeaders.nonce]: nonce,
      ...(secrets.secret !== undefined && {
        [signatureHeaders.signature]: signCall(secrets.secret, { timestamp, nonce, body }),
      }),
    },
    signal,
  );
}
