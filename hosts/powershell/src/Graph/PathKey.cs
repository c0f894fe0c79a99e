namespace Tenantry.PowerShell.Graph;

/// <summary>A hole in a path, the parameter that fills it, and whose id it is.</summary>
public sealed class PathKey
{
    public PathKey(string hole, string parameter, string type)
    {
        Hole = hole;
        Parameter = parameter;
        Type = type;
    }

    public string Hole { get; }

    public string Parameter { get; }

    public string Type { get; }
}
