using System.Collections.Generic;

namespace Tenantry.PowerShell.ManifestWriter;

/// <summary>What a module gives: names in alphabetical order.</summary>
internal sealed record Exports(IReadOnlyCollection<string> Cmdlets, IReadOnlyCollection<string> Aliases);
