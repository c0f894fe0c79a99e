/** Writes the generated files; with `--check`, fails when one of them is stale. */
import { readFileSync, writeFileSync } from 'node:fs';

import { generatedFiles } from './generated/index.ts';
import { repository } from './rooms.ts';

const check = process.argv.includes('--check');
const stale: string[] = [];

for (const { path, content } of await generatedFiles()) {
  const file = new URL(path, repository);
  const before = read(file);
  if (before === content) continue;
  if (check) stale.push(path);
  else {
    writeFileSync(file, content);
    console.log(`wrote ${path}`);
  }
}

if (stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run \`npm run generate\` and commit the result.`);
  process.exitCode = 1;
}

function read(file: URL): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
