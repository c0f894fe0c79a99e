import { problem } from '#kernel';

import { behaviours } from '../behaviours/table.ts';
import type { Context, GraphRequest, GraphResponse, Target } from './request.ts';

type StreamTarget = Target & { kind: 'stream' };

/** The bytes behind `/$value`. */
export function readStream(context: Context, { entity, id, scope }: StreamTarget): GraphResponse {
  const { type, bytes } = streamOf(entity).read(context, id, scope);
  return { status: 200, headers: { 'content-type': type }, body: bytes };
}

/** `PUT …/$value`. Source: learn.microsoft.com/graph/api/profilephoto-update: 200 without a body. */
export function writeStream(
  context: Context,
  { method, body, headers }: GraphRequest,
  { entity, id, scope }: StreamTarget,
): GraphResponse {
  const { write, remove } = streamOf(entity);
  if (method === 'DELETE') {
    remove?.(context, id, scope);
    return { status: 204 };
  }
  if (!(body instanceof Uint8Array)) throw problem('GraphBodyInvalid');
  write?.(context, id, body, String(headers['content-type'] ?? 'application/octet-stream'), scope);
  return { status: 200 };
}

function streamOf(entity: string) {
  const stream = behaviours.streams[entity];
  if (stream === undefined) throw problem('GraphNotEmulated', { operation: `${entity}/$value` });
  return stream;
}
