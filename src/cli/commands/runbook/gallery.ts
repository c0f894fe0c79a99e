import { stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';

import { z } from 'zod';

import { problem } from '#kernel';

import { readText } from '../../connection/session.ts';

/** `runbook.json`: what a folder of the gallery says about its runbook. */
export const galleryRunbook = z.object({
  name: z.string().min(1),
  type: z.string().min(1),
  /** The file beside it that is the runbook. */
  entry: z.string().min(1),
  description: z.string().default(''),
  logVerbose: z.boolean().default(false),
  logProgress: z.boolean().default(true),
  /** Application permissions of Microsoft Graph that its jobs need, at the least. */
  permissions: z.array(z.object({ resource: z.string(), role: z.string(), why: z.string() })).default([]),
});
export type Permission = z.infer<typeof galleryRunbook>['permissions'][number];

export interface RunbookSource {
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  readonly logVerbose?: boolean;
  readonly logProgress?: boolean;
  /** What its jobs need; empty for a file without a `runbook.json`. */
  readonly permissions: readonly Permission[];
  readonly content: string;
}

/** The language of a file says the type of its runbook. */
const typesByExtension: Readonly<Record<string, string>> = {
  '.ts': 'TypeScript',
  '.ps1': 'PowerShell72',
  '.py': 'Python3',
};

/** Reads a runbook from a file, or from a folder with a `runbook.json`. */
export async function readRunbook(path: string): Promise<RunbookSource> {
  const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
  if (!isFolder) {
    const extension = extname(path);
    return {
      name: basename(path, extension),
      type: typesByExtension[extension] ?? 'TypeScript',
      permissions: [],
      content: await readText(path),
    };
  }
  const file = join(path, 'runbook.json');
  const { entry, ...settings } = parse(file, await readText(file));
  return { ...settings, content: await readText(join(path, entry)) };
}

function parse(file: string, text: string): z.infer<typeof galleryRunbook> {
  try {
    return galleryRunbook.parse(JSON.parse(text));
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error).split('\n')[0]! : 'it is no JSON';
    throw problem('GalleryFileInvalid', { file, detail }, error);
  }
}
