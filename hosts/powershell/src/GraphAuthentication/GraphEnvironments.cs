using System;
using System.Collections.Generic;
using System.Linq;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>Microsoft's clouds (learn.microsoft.com/graph/deployments) and those that Add-MgEnvironment named in this process.</summary>
public static class GraphEnvironments
{
    private static readonly List<GraphEnvironment> Known = new()
    {
        BuiltIn("Global", "https://login.microsoftonline.com", "https://graph.microsoft.com"),
        BuiltIn("China", "https://login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn"),
        BuiltIn("USGov", "https://login.microsoftonline.us", "https://graph.microsoft.us"),
        BuiltIn("USGovDoD", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us"),
        BuiltIn("Germany", "https://login.microsoftonline.de", "https://graph.microsoft.de"),
    };

    public static GraphEnvironment Global => Known[0];

    public static IReadOnlyList<GraphEnvironment> All
    {
        get
        {
            lock (Known) return Known.ToArray();
        }
    }

    public static GraphEnvironment? Find(string name) =>
        All.FirstOrDefault(each => each.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    internal static void Put(GraphEnvironment environment)
    {
        lock (Known)
        {
            Known.RemoveAll(each => each.Name.Equals(environment.Name, StringComparison.OrdinalIgnoreCase));
            Known.Add(environment);
        }
    }

    internal static void Remove(string name)
    {
        lock (Known) Known.RemoveAll(each => each.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static GraphEnvironment BuiltIn(string name, string login, string graph) =>
        new() { Name = name, AzureADEndpoint = login, GraphEndpoint = graph, Type = "Built-in" };
}
