/** As Graph shows it. The secret itself is kept as a hash, apart: not even the tenant can show it again. */
export interface StoredPassword {
  readonly customKeyIdentifier: null;
  readonly keyId: string;
  readonly displayName: string | null;
  readonly hint: string;
  readonly startDateTime: string;
  readonly endDateTime: string;
}

export interface StoredKey {
  readonly customKeyIdentifier: string | null;
  readonly displayName: string | null;
  readonly endDateTime: string;
  readonly key: string | null;
  readonly keyId: string;
  readonly startDateTime: string;
  readonly type: string;
  readonly usage: string;
}
