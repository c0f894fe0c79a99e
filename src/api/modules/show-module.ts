import { type Account, type Module, type ModuleVersion, armId } from '#automation';

/** The two addresses that Azure has for modules. Tenantry has one PowerShell, so both are about the same modules. */
export const moduleCollections = ['modules', 'powerShell72Modules'] as const;
export type ModuleCollection = (typeof moduleCollections)[number];

export function showModule(account: Account, module: Module, collection: ModuleCollection): unknown {
  const { name, location, tags, state, error, version, sizeInBytes, description, createdAt, modifiedAt } =
    module;
  return {
    id: `${armId(account)}/${collection}/${name}`,
    name,
    type: `Microsoft.Automation/AutomationAccounts/${collection === 'modules' ? 'Modules' : 'PowerShell72Modules'}`,
    location,
    tags,
    etag: null,
    properties: {
      isGlobal: false,
      isComposite: false,
      version,
      sizeInBytes: sizeInBytes ?? 0,
      activityCount: module.commands.length,
      provisioningState: state,
      error: error ?? { code: null, message: null },
      description,
      creationTime: createdAt.toISOString(),
      lastModifiedTime: modifiedAt.toISOString(),
      // Ours, beside Azure's.
      contentHash: module.hash === null ? null : { algorithm: 'SHA256', value: module.hash },
      requiredModules: module.requiredModules,
      pairs: module.pairs,
      versions: module.versions,
    },
  };
}

/** Ours: Azure has one version of a module. */
export function showVersion(account: Account, module: string, version: ModuleVersion): unknown {
  const { id, isDefault, state, error, sizeInBytes, hash, feed, description, createdAt } = version;
  return {
    id: `${armId(account)}/modules/${module}/versions/${version.version ?? id}`,
    name: version.version ?? id,
    type: 'Microsoft.Automation/AutomationAccounts/Modules/Versions',
    properties: {
      isDefault,
      provisioningState: state,
      error: error ?? { code: null, message: null },
      sizeInBytes,
      contentHash: { algorithm: 'SHA256', value: hash },
      feed,
      description,
      commands: version.commands,
      requiredModules: version.requiredModules,
      pairs: version.pairs,
      creationTime: createdAt.toISOString(),
    },
  };
}
