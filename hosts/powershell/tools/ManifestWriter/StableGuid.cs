using System;
using System.Security.Cryptography;
using System.Text;

namespace Tenantry.PowerShell.ManifestWriter;

/// <summary>A module's GUID must not change from build to build: it comes from the name.</summary>
internal static class StableGuid
{
    internal static Guid Of(string module) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes("tenantry/" + module)).AsSpan(0, 16));
}
