import { problem } from '#kernel';

/** The key-encryption keys by version. New records are sealed with the current one; older ones open what is older. */
export interface KeyRing {
  readonly current: number;
  readonly keys: ReadonlyMap<number, Buffer>;
}

/** Where the keys are: never in the database. */
export interface KeySource {
  /** As people know it: a path, the name of a variable, a command. */
  readonly place: string;
  /** @throws VaultKeyDamaged, VaultKeyExposed */
  read(): KeyRing;
  /** Adds a key and makes it the current one. @throws VaultKeysGiven where somebody else keeps them */
  add(): KeyRing;
}

export const keyBytes = 32;
const short = /^(\d+):([A-Za-z0-9+/=]+)$/;

/**
 * Two forms: the JSON of a key file, or `1:<base64>,2:<base64>`, of which the highest version is the current one.
 * @throws VaultKeyDamaged
 */
export function parseKeyRing(text: string, place: string): KeyRing {
  try {
    const ring = text.trimStart().startsWith('{') ? ofFile(text) : ofList(text, place);
    if (ring.keys.has(ring.current) && [...ring.keys.values()].every(({ length }) => length === keyBytes))
      return ring;
  } catch (error) {
    throw problem('VaultKeyDamaged', { file: place }, error);
  }
  throw problem('VaultKeyDamaged', { file: place });
}

export interface KeyFile {
  readonly current: number;
  readonly keys: readonly { readonly version: number; readonly key: string; readonly createdAt: string }[];
}

function ofFile(text: string): KeyRing {
  const { current, keys } = JSON.parse(text) as KeyFile;
  return { current, keys: new Map(keys.map(({ version, key }) => [version, Buffer.from(key, 'base64')])) };
}

function ofList(text: string, place: string): KeyRing {
  const keys = new Map<number, Buffer>();
  for (const part of text.trim().split(/[\s,]+/)) {
    const [, version, key] = short.exec(part) ?? [];
    if (version === undefined || key === undefined) throw problem('VaultKeyDamaged', { file: place });
    keys.set(Number(version), Buffer.from(key, 'base64'));
  }
  return { current: Math.max(...keys.keys()), keys };
}
