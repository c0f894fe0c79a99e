import { type TestControlPlane, version } from '../../../src/api/testing/control-plane.ts';

/** One of each of what can be made in a moment, by the name `Known`: calls about it get past the first 404. */
const bodies: Readonly<Record<string, unknown>> = {
  'runbooks/Known': { properties: { runbookType: 'TypeScript' } },
  'variables/Known': { properties: { value: '1', isEncrypted: false } },
  'credentials/Known': { properties: { userName: 'svc', password: 'a password' } },
  'connectionTypes/Known': { properties: { fieldDefinitions: { Address: { type: 'System.String' } } } },
  'connections/Known': {
    properties: { connectionType: { name: 'Known' }, fieldDefinitionValues: { Address: 'here' } },
  },
  'modules/Known': { properties: {} },
  'runtimeEnvironments/Known': { properties: { runtime: { language: 'PowerShell', version: '7.4' } } },
  'runtimeEnvironments/Known/packages/Known': { properties: {} },
  'python3Packages/Known': { properties: {} },
  'sourceControls/Known': { properties: { sourceType: 'Git', repoUrl: '/srv/runbooks' } },
};

export async function makeKnown(plane: TestControlPlane): Promise<void> {
  for (const [path, json] of Object.entries(bodies)) {
    const { status, text } = await plane.call('PUT', `${plane.account}/${path}?${version}`, { json });
    if (status >= 300) throw new Error(`${path}: ${text}`);
  }
}
