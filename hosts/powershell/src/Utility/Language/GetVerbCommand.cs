using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Verb: the verbs that names of commands begin with.</summary>
[Cmdlet(VerbsCommon.Get, "Verb")]
[OutputType(typeof(VerbInfo))]
public sealed class GetVerbCommand : PSCmdlet
{
    private const BindingFlags Fields = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    // The engine keeps prefixes and descriptions in tables that it does not show.
    private static readonly Type Prefixes = typeof(PSObject).Assembly.GetType("System.Management.Automation.VerbAliasPrefixes")!;
    private static readonly MethodInfo Description = typeof(PSObject).Assembly.GetType("System.Management.Automation.VerbDescriptions")!.GetMethod("GetVerbDescription", Fields)!;
    private static readonly Type[] Groups = [typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic), typeof(VerbsLifecycle), typeof(VerbsOther), typeof(VerbsSecurity)];

    /// <summary>Verbs, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    public string[]? Verb { get; set; }

    /// <summary>Groups of verbs.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateSet("Common", "Communications", "Data", "Diagnostic", "Lifecycle", "Other", "Security")]
    public string[]? Group { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var patterns = Verb?.Select(verb => WildcardPattern.Get(verb, WildcardOptions.IgnoreCase)).ToArray();
        foreach (var type in Groups.Where(type => Group is null || Group.Contains(Name(type), StringComparer.OrdinalIgnoreCase)))
        {
            WriteObject(Verbs(type).Where(verb => patterns is null || patterns.Any(pattern => pattern.IsMatch(verb.Verb))), enumerateCollection: true);
        }
    }

    private static string Name(Type type) => type.Name["Verbs".Length..];

    private static IEnumerable<VerbInfo> Verbs(Type group) =>
        group.GetFields().Where(field => field.IsLiteral).Select(field => new VerbInfo
        {
            Verb = field.Name,
            AliasPrefix = Prefixes.GetField(field.Name, Fields)?.GetValue(null) as string,
            Group = Name(group),
            Description = Description.Invoke(null, [field.Name]) as string,
        });
}
