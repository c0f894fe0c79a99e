import {
  type Account,
  type EnvironmentLockFile,
  type EnvironmentPackage,
  type PackageOwner,
  type RuntimeEnvironment,
  armId,
} from '#automation';

export function showEnvironment(account: Account, environment: RuntimeEnvironment): unknown {
  const { name, location, tags, language, version, defaultPackages, description, lock } = environment;
  return {
    id: `${armId(account)}/runtimeEnvironments/${name}`,
    name,
    // Written so in Azure's examples of 2024-10-23, unlike its other types.
    type: 'Microsoft.Automation/automationAccounts/runtimeEnvironments',
    location,
    tags,
    systemData: systemDataOf(environment),
    properties: {
      runtime: { language, version },
      defaultPackages,
      description,
      // Ours, beside Azure's.
      engine: environment.engineKind,
      isSystemGenerated: environment.createdAt.getTime() === 0,
      provisioningState: environment.state,
      error: environment.error ?? { code: null, message: null },
      lock:
        lock === null
          ? null
          : { revision: lock.revision, hash: lock.hash, creationTime: lock.createdAt.toISOString() },
      pairs: environment.pairs,
      creationTime: environment.createdAt.toISOString(),
      lastModifiedTime: environment.modifiedAt.toISOString(),
    },
  };
}

export function showLock(account: Account, file: EnvironmentLockFile): unknown {
  const { environment, revision, hash, createdAt, lock } = file;
  return {
    id: `${armId(account)}/runtimeEnvironments/${environment}/locks/${revision}`,
    name: String(revision),
    type: 'Microsoft.Automation/automationAccounts/runtimeEnvironments/locks',
    properties: { environment, revision, hash, creationTime: createdAt.toISOString(), lock },
  };
}

/** As Azure shows a package, and a Python package of an account: in the shape of a module. */
export function showPackage(account: Account, owner: PackageOwner, each: EnvironmentPackage): unknown {
  const { name, state, error, version, sizeInBytes, description, commands, createdAt, modifiedAt } = each;
  const [path, type] =
    owner === 'python3Packages'
      ? ['python3Packages', 'AutomationAccounts/Python3Packages']
      : [
          `runtimeEnvironments/${owner.environment}/packages`,
          'automationAccounts/runtimeEnvironments/packages',
        ];
  return {
    id: `${armId(account)}/${path}/${name}`,
    name,
    type: `Microsoft.Automation/${type}`,
    location: account.location,
    systemData: systemDataOf(each),
    properties: {
      default: false,
      isGlobal: false,
      isComposite: false,
      version,
      sizeInBytes: sizeInBytes ?? 0,
      activityCount: commands.length,
      provisioningState: state,
      error: error ?? { code: null, message: null },
      description,
      creationTime: createdAt.toISOString(),
      lastModifiedTime: modifiedAt.toISOString(),
      // Ours, beside Azure's.
      contentHash: each.hash === null ? null : { algorithm: 'SHA256', value: each.hash },
      feed: each.feed,
      requiredModules: each.requiredModules,
    },
  };
}

function systemDataOf(each: { readonly createdAt: Date; readonly modifiedAt: Date }): unknown {
  return { createdAt: each.createdAt.toISOString(), lastModifiedAt: each.modifiedAt.toISOString() };
}
