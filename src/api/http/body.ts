import type { Readable } from 'node:stream';

import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

import { problem } from '#kernel';

import type { RouteContext } from './routes.ts';
import { faultOfJson } from './unicode.ts';

/** The body by the schema that the route declares. Rejects with `BodyInvalid`, naming the field. */
export function readBody<Schema extends z.ZodType>(context: RouteContext, schema: Schema): z.infer<Schema> {
  const sent = sentTo(context, schema);
  if (sent === undefined || sent === null) throw problem('BodyMissing');
  const fault = faultOfJson(sent);
  if (fault !== undefined) throw problem('BodyInvalid', { detail: fault });
  const read = schema.safeParse(sent);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw problem('BodyInvalid', {
    detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not as expected'}`,
  });
}

/** Any content type: it is a text, whatever the client calls it. Empty when nothing was sent. */
export function readText(context: RouteContext): string {
  return (sentTo(context, 'text') as string | undefined | null) ?? '';
}

/** The body as it comes in; undefined when nothing was sent. */
export function readFile(context: RouteContext): Readable | undefined {
  return (sentTo(context, 'file') as Readable | undefined | null) ?? undefined;
}

function sentTo({ route, request }: RouteContext, as: z.ZodType | 'text' | 'file'): unknown {
  if (route.body !== as)
    throw problem('Internal', { detail: `${route.operation} reads another body than it declares` });
  return (request as FastifyRequest).body;
}

/** Clients send null for what they leave out. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined);
}

export const tags = optional(z.record(z.string(), z.string()));
export const optionalText = optional(z.string());
export const optionalFlag = optional(z.boolean());
