import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { SeedOptions } from '../seed/company.ts';
import { seedFile, seedSmallFile } from '../seed/seed-file.ts';

/** A larger company is made anew each time: it is not held in the memory of whoever runs tests. */
const mostPeople = 1_000;
const templates = new Map<string, Buffer>();

/**
 * As `seedFile`, and a company that this process has made before is written down again at once. History lies before the
 * moment of the first one of the hour.
 */
export async function seedFromTemplate(file: string, options: SeedOptions): Promise<void> {
  if (options.people > mostPeople) return seedFile(file, options);
  const { seed, people, trustedApps, now, known } = options;
  const key = JSON.stringify([seed, people, trustedApps, known, Math.floor(now / 3_600_000)]);
  const template = templates.get(key) ?? make(options);
  templates.set(key, template);
  writeFileSync(file, template, { mode: 0o600 });
}

function make(options: SeedOptions): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-template-'));
  try {
    const file = join(folder, 'main.sqlite');
    seedSmallFile(file, options);
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
