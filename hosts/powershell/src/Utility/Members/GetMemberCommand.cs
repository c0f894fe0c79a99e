using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Member: the properties and methods of objects, each type once.</summary>
[Cmdlet(VerbsCommon.Get, "Member")]
[OutputType(typeof(MemberDefinition))]
public sealed class GetMemberCommand : PSCmdlet
{
    private static readonly string[] OfTheEngine = ["pstypenames", "psadapted", "psbase", "psextended", "psobject"];
    private static readonly string[] OfTheCompiler = ["get_", "set_", "add_", "remove_", ".ctor", "op_"];

    private readonly HashSet<string> seen = [];

    /// <summary>The objects, usually from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = AutomationNull.Value;

    /// <summary>Names or wildcards.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Kinds of member.</summary>
    [Parameter]
    [Alias("Type")]
    public PSMemberTypes MemberType { get; set; } = PSMemberTypes.All;

    /// <summary>Members of the object itself, or what was added to it.</summary>
    [Parameter]
    public PSMemberViewTypes View { get; set; } = PSMemberViewTypes.Adapted | PSMemberViewTypes.Extended;

    /// <summary>Members of the type instead of the object.</summary>
    [Parameter]
    public SwitchParameter Static { get; set; }

    /// <summary>Hidden members as well.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || InputObject == AutomationNull.Value) return;
        var type = Static ? (InputObject.BaseObject as Type ?? InputObject.BaseObject.GetType()) : null;
        var name = type?.FullName ?? InputObject.TypeNames.FirstOrDefault() ?? string.Empty;
        if (!seen.Add(name)) return;
        var members = (type is null ? Members() : EngineMembers.Static(type)).Where(member => (member.MemberType & MemberType) != 0).ToList();
        foreach (var pattern in Name)
        {
            foreach (var member in Matching(members, pattern)) WriteObject(new MemberDefinition(name, member.Name, member.MemberType, member.ToString()!));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (seen.Count > 0) return;
        var message = "You must specify an object for the Get-Member cmdlet.";
        WriteError(new ErrorRecord(new InvalidOperationException(message), "NoObjectInGetMember", ErrorCategory.CloseError, null));
    }

    private IEnumerable<PSMemberInfo> Members()
    {
        if (Force) return InputObject.Members.Match("*").Concat(Hidden()).DistinctBy(member => member.Name);
        var shown = InputObject.Members.Where(member => !OfTheCompiler.Any(prefix => member.Name.StartsWith(prefix, StringComparison.Ordinal)));
        if (View.HasFlag(PSMemberViewTypes.Extended) && View.HasFlag(PSMemberViewTypes.Adapted)) return shown;
        var wantsOwn = !View.HasFlag(PSMemberViewTypes.Extended);
        return shown.Where(member => IsOwn(member) == wantsOwn);
    }

    private static bool IsOwn(PSMemberInfo member) =>
        (member.MemberType & (PSMemberTypes.Property | PSMemberTypes.Method | PSMemberTypes.ParameterizedProperty | PSMemberTypes.Event)) != 0;

    private IEnumerable<PSMemberInfo> Hidden()
    {
        var names = OfTheEngine.AsEnumerable();
        if (InputObject.BaseObject is not PSCustomObject)
        {
            names = names.Concat(InputObject.BaseObject.GetType().GetMethods().Where(method => method.IsSpecialName).Select(method => method.Name).Distinct());
        }

        return names.Select(name => InputObject.Members[name]).Where(member => member is not null);
    }

    private static IEnumerable<PSMemberInfo> Matching(IEnumerable<PSMemberInfo> members, string pattern)
    {
        var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        return members.Where(member => wildcard.IsMatch(member.Name))
            .OrderBy(member => member.MemberType.ToString(), StringComparer.OrdinalIgnoreCase)
            .ThenBy(member => member.Name, StringComparer.OrdinalIgnoreCase);
    }
}
