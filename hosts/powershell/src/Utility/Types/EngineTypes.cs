using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>The tables of a runspace in which the engine keeps what types and formats say; it changes them for its own cmdlets only.</summary>
internal sealed class EngineTypes
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly object context;

    internal EngineTypes(PSCmdlet command) => context = Property(command, "Context")!;

    private TypeTable Table => (TypeTable)Property(context, "TypeTable")!;

    private InitialSessionState State => (InitialSessionState)Property(context, "InitialSessionState")!;

    /// <summary>Everything that is known about types, by their names.</summary>
    internal IReadOnlyDictionary<string, TypeData> All() => (Dictionary<string, TypeData>)Method(Table, "GetAllTypeData")!;

    /// <summary>Adds to what is known about a type, or takes it away; returns what the engine has against it.</summary>
    internal IReadOnlyList<string> Update(TypeData data, bool remove)
    {
        var errors = new ConcurrentBag<string>();
        var update = typeof(TypeTable).GetMethod("Update", Any, [typeof(TypeData), typeof(ConcurrentBag<string>), typeof(bool)])!;
        update.Invoke(Table, BindingFlags.DoNotWrapExceptions, null, [data, errors, remove], null);
        if (errors.IsEmpty) State.Types.Add(new SessionStateTypeEntry(data, remove)); // for runspaces that start from this one
        return errors.ToArray();
    }

    /// <summary>Reads files about types; one that has been read is not read again.</summary>
    internal void AddTypeFiles(IEnumerable<string> first, IEnumerable<string> last)
    {
        var known = State.Types.Select(entry => entry.FileName).ToHashSet(System.StringComparer.Ordinal);
        var more = InitialSessionState.Create();
        more.ThrowOnRunspaceOpenError = true; // which tells what a file has wrong
        foreach (var file in first.Concat(last).Where(known.Add)) more.Types.Add(new SessionStateTypeEntry(file));
        if (more.Types.Count > 0) Method(more, "UpdateTypes", context, true);
    }

    /// <summary>Reads files about formats; those of <paramref name="first"/> come before all others.</summary>
    internal void AddFormatFiles(IEnumerable<string> first, IEnumerable<string> last)
    {
        var known = State.Formats.ToArray();
        // The engine puts these behind what the runspace has, so that it must have nothing for a moment.
        var all = InitialSessionState.Create();
        all.ThrowOnRunspaceOpenError = true;
        all.Formats.Add(first.Select(file => new SessionStateFormatEntry(file)).Concat(known).Concat(last.Select(file => new SessionStateFormatEntry(file))).ToArray());
        State.Formats.Clear();
        try
        {
            Method(all, "UpdateFormats", context, true);
        }
        catch
        {
            // A file that cannot be read must not spoil every later update.
            State.Formats.Clear();
            State.Formats.Add(known);
            throw;
        }
    }

    private static object? Method(object target, string name, params object[] arguments) =>
        target.GetType().GetMethods(Any).Single(one => one.Name == name && one.GetParameters().Length == arguments.Length)
            .Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static object? Property(object target, string name)
    {
        for (var type = target.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetProperty(name, Any | BindingFlags.DeclaredOnly) is { } property) return property.GetValue(target);
        }

        throw new System.MissingMemberException(target.GetType().FullName, name);
    }
}
