/** What this run draws by chance begins here (`tools/run-seed.ts`): for each part another number, of 28 bits. */
export function seedFor(part: string): number {
  let seed = Number(process.env['RUN_SEED']);
  // FNV-1a, whose low bits alone would follow those of the last letter.
  for (const letter of part) seed = Math.imul(seed ^ letter.charCodeAt(0), 16_777_619);
  return seed >>> 4;
}
