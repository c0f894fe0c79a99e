import { z } from 'zod';

import { problem } from '#kernel';

import type { RouteContext } from './routes.ts';

/** The body by its schema. Rejects with `BodyInvalid`, naming the field. */
export function readBody<Schema extends z.ZodType>(
  { request }: RouteContext,
  schema: Schema,
): z.infer<Schema> {
  if (request.body === undefined || request.body === null) throw problem('BodyMissing');
  const read = schema.safeParse(request.body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw problem('BodyInvalid', {
    detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not as expected'}`,
  });
}

export const tags = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? undefined);
/** Clients send null for what they leave out. */
export const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
export const optionalFlag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? undefined);
