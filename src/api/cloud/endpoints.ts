import { problem } from '#kernel';

/** Where the parts of this cloud answer; origins, without a slash at the end. */
export interface CloudAddresses {
  /** As the client addressed us. */
  readonly resourceManager: string;
  readonly login: string;
  readonly graph: string;
}

/** What an `aud` of Resource Manager's tokens may be; the first is what clients ask for. */
export const managementAudiences = ['https://management.azure.com', 'https://management.core.windows.net'];

/** Identifier, not address: tokens for Microsoft Graph are asked for by this name, whoever answers. */
const graphResource = 'https://graph.microsoft.com/';

/** Services of Azure that Tenantry is not. Their names must be there for clients, and must lead nowhere. */
const elsewhere = (name: string): string => `${name}.tenantry.invalid`;

/**
 * Azure's description of a cloud, in the form that an api-version has: flat (Azure Stack's, 1.0 and 2015-01-01: `az cloud
 * register`, `Add-AzEnvironment`), a list (2019-05-01: `ARM_CLOUD_METADATA_URL`), or one object (2022-09-01: azurerm's
 * `metadata_host`). Rejects any other version.
 */
export function describeCloud(version: string | undefined, addresses: CloudAddresses): unknown {
  switch (version?.toLowerCase()) {
    case '1.0':
    case '2015-01-01':
      return flat(addresses);
    case '2019-05-01':
      return [nested(addresses)];
    case '2020-06-01':
    case '2022-09-01':
      return nested(addresses);
    case undefined:
    case '':
      throw problem('ApiVersionMissing');
    default:
      throw problem('ApiVersionInvalid', {
        version: version ?? '',
        known: '2015-01-01, 2019-05-01, 2020-06-01, 2022-09-01',
      });
  }
}

const slash = (origin: string): string => `${origin}/`;
const audiences = managementAudiences.map(slash);

function flat({ resourceManager, login, graph }: CloudAddresses): unknown {
  return {
    galleryEndpoint: slash(resourceManager),
    graphEndpoint: slash(graph),
    portalEndpoint: slash(resourceManager),
    authentication: { loginEndpoint: slash(login), audiences },
  };
}

function nested({ resourceManager, login, graph }: CloudAddresses): unknown {
  return {
    name: 'Tenantry',
    resourceManager: slash(resourceManager),
    portal: slash(resourceManager),
    gallery: slash(resourceManager),
    authentication: { loginEndpoint: slash(login), audiences, tenant: 'common', identityProvider: 'AAD' },
    graph: slash(graph),
    graphAudience: graphResource,
    microsoftGraphResourceId: graphResource,
    batch: `https://${elsewhere('batch')}/`,
    media: `https://${elsewhere('media')}/`,
    sqlManagement: `https://${elsewhere('sql')}/`,
    vmImageAliasDoc: `https://${elsewhere('images')}/`,
    activeDirectoryDataLake: `https://${elsewhere('datalake')}/`,
    suffixes: {
      storage: elsewhere('storage'),
      keyVaultDns: elsewhere('vault'),
      sqlServerHostname: elsewhere('database'),
      acrLoginServer: elsewhere('registry'),
      azureDataLakeStoreFileSystem: elsewhere('datalakestore'),
      azureDataLakeAnalyticsCatalogAndJob: elsewhere('datalakeanalytics'),
      azureFrontDoorEndpointSuffix: elsewhere('frontdoor'),
    },
  };
}
