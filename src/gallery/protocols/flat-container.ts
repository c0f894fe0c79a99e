import { z } from 'zod';

import type { FeedCalls } from '../network/feed-calls.ts';
import { type PackageVersion, parseVersion } from '../versions/package-version.ts';
import type { Listing } from './protocol.ts';
import { readNuspec } from './nuspec.ts';

const index = z.object({ versions: z.array(z.string()) });

/** The part of the v3 protocol that is only files: versions, manifests, packages. It tells neither hashes nor what is listed. */
export const flatContainer = {
  content(base: string, name: string, { normalized }: PackageVersion): string {
    const [id, version] = [name.toLowerCase(), normalized.toLowerCase()];
    return `${base}/${id}/${version}/${id}.${version}.nupkg`;
  },

  async listings(
    base: string,
    name: string,
    calls: FeedCalls,
    unusable: (reason: string) => Error,
  ): Promise<readonly Listing[]> {
    const id = name.toLowerCase();
    const text = await calls.text(`${base}/${id}/index.json`);
    if (text === undefined) return [];
    const { versions } = readIndex(text, unusable);
    const found: Listing[] = [];
    for (const version of versions.map(parseVersion).filter((each) => each !== undefined)) {
      const manifest = await calls.text(`${base}/${id}/${version.normalized.toLowerCase()}/${id}.nuspec`);
      const described = manifest === undefined ? undefined : readNuspec(manifest);
      if (described === undefined) throw unusable(`'${name}' ${version.normalized} has no manifest`);
      found.push({ ...described, version, listed: true, content: this.content(base, name, version) });
    }
    return found;
  },
};

function readIndex(text: string, unusable: (reason: string) => Error): z.infer<typeof index> {
  try {
    return index.parse(JSON.parse(text));
  } catch {
    throw unusable('the list of versions is not as the protocol has it');
  }
}
