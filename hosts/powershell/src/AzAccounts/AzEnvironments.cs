using System;
using System.Collections.Generic;
using System.Linq;

namespace Tenantry.PowerShell.AzAccounts;

/// <summary>Microsoft's clouds (learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure) and added ones.</summary>
internal static class AzEnvironments
{
    private static readonly List<PSAzureEnvironment> Known = new()
    {
        Make("AzureCloud", "https://login.microsoftonline.com/", "https://management.azure.com/", "https://management.core.windows.net/", "https://graph.microsoft.com"),
        Make("AzureChinaCloud", "https://login.chinacloudapi.cn/", "https://management.chinacloudapi.cn/", "https://management.core.chinacloudapi.cn/", "https://microsoftgraph.chinacloudapi.cn"),
        Make("AzureUSGovernment", "https://login.microsoftonline.us/", "https://management.usgovcloudapi.net/", "https://management.core.usgovcloudapi.net/", "https://graph.microsoft.us"),
    };

    public static PSAzureEnvironment AzureCloud => Known[0];

    public static IReadOnlyList<PSAzureEnvironment> All
    {
        get
        {
            lock (Known) return Known.ToArray();
        }
    }

    public static PSAzureEnvironment? Find(string name) =>
        All.FirstOrDefault(each => each.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static void Put(PSAzureEnvironment environment)
    {
        lock (Known)
        {
            Known.RemoveAll(each => each.Name.Equals(environment.Name, StringComparison.OrdinalIgnoreCase));
            Known.Add(environment);
        }
    }

    private static PSAzureEnvironment Make(string name, string login, string manager, string audience, string graph) => new()
    {
        Name = name,
        ActiveDirectoryAuthority = login,
        ResourceManagerUrl = manager,
        ActiveDirectoryServiceEndpointResourceId = audience,
        MicrosoftGraphUrl = graph,
    };
}
