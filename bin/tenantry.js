#!/usr/bin/env node
// Plain JavaScript that any Node.js can read, so that an old one gets a sentence instead of a syntax error.
const [major] = process.versions.node.split('.').map(Number);
if (major < 26) {
  process.stderr.write(
    `Tenantry needs Node.js 26 or newer, and this is ${process.versions.node}.\n` +
      'Install Node.js 26, or run it from its repository with `npm start`, which brings its own.\n',
  );
  process.exit(2);
}

const { existsSync } = await import('node:fs');
const { enableCompileCache, registerHooks } = await import('node:module');
const { homedir } = await import('node:os');
const { join } = await import('node:path');
const { fileURLToPath } = await import('node:url');
const { isBuilt } = await import('./built.js');
// Compiling the command line anew would cost every command a third of a second.
enableCompileCache(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'tenantry', 'compiled'));
const root = fileURLToPath(new URL('..', import.meta.url));

if (existsSync(join(root, 'src')) && !isBuilt(root)) {
  // In a repository whose sources changed since the build they run as they are: rooms resolve to src instead of dist.
  registerHooks({
    resolve: (specifier, context, next) =>
      next(
        specifier,
        specifier.startsWith('#') ? { ...context, conditions: [...context.conditions, 'source'] } : context,
      ),
  });
  await import(new URL('../src/main/command.ts', import.meta.url).href);
} else {
  await import('../dist/programs/command.js');
}
