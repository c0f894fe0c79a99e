import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const skipped = /(?:^|\/)(?:node_modules|dist|out|bin|obj)(?:\/|$)/;
const documents = globSync('**/*.md', { cwd: root, exclude: (name) => skipped.test(name) });

test.each(documents)('every link of %s leads somewhere', (document) => {
  const text = readFileSync(join(root, document), 'utf8').replaceAll(/```[\s\S]*?```/g, '');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.split('#')[0]!);
  const local = targets.filter((target) => target !== '' && !/^[a-z]+:/i.test(target));
  expect(local.filter((target) => !existsSync(join(root, dirname(document), target)))).toEqual([]);
});

test('every document of the docs folder is linked from the README or from another one', () => {
  const linked = new Set(
    documents.flatMap((document) =>
      [...readFileSync(join(root, document), 'utf8').matchAll(/\]\(([^)\s#]+)/g)].map(([, target = '']) =>
        join(dirname(document), target),
      ),
    ),
  );
  const docs = documents.filter((document) => /^docs\/[^/]+\.md$/.test(document));
  expect(docs.length).toBeGreaterThan(5);
  expect(docs.filter((document) => !linked.has(document))).toEqual([]);
});
