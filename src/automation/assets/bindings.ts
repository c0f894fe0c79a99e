/**
 * What a sealed record of an asset is bound to: its account and name. A record that was moved to another row does not open.
 */
const binding =
  (kind: string) =>
  (accountId: string, name: string): string =>
    `${kind}:${accountId}:${name.toLowerCase()}`;

export const variableBinding = binding('variable');
export const credentialBinding = binding('credential');
export const certificateBinding = binding('certificate');
export const connectionBinding = binding('connection');
export const sourceControlBinding = binding('source-control');
export const accountKeyBinding = binding('account-key');
