import { version } from 'zod/v4/core';

/** How an artifact takes the zod of its host, and what follows where it would unpack its own (`host-build/libraries.ts`). */
const warm = `globalThis[Symbol.for("tenantry.warm")]?.["zod@${version.major}.${version.minor}.${version.patch}"]??`;
const unpacking = 'brotliDecompressSync(Buffer.from("';
const mostBetween = 200;

/**
 * An artifact without its own zod, when hosts of this worker have the very same one loaded: it is nine tenths of the text, each
 * host would read it, and none would use it. The runbook's lines stay where they are.
 */
export function withoutSpareZod(artifact: string): string {
  const at = artifact.indexOf(warm);
  // In the first line are the libraries; what a runbook says itself is left alone.
  if (at === -1 || at > artifact.indexOf('\n')) return artifact;
  const opening = artifact.indexOf(unpacking, at);
  // Artifacts of earlier builds carry it in other ways.
  if (opening === -1 || opening - at > mostBetween) return artifact;
  const own = opening + unpacking.length;
  return artifact.slice(0, own) + artifact.slice(artifact.indexOf('"', own));
}
