using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Microsoft.PowerShell.Commands;

namespace Tenantry.PowerShell.Engine.Modules;

/// <summary>What a module's manifest says beside what PowerShell itself makes of it. Read as data: nothing of it runs.</summary>
public sealed class ModuleManifest
{
    private ModuleManifest(Hashtable content) => Content = content;

    private Hashtable Content { get; }

    /// <summary>The manifest of a module; an empty one where it has none.</summary>
    public static ModuleManifest Of(PSModuleInfo module)
    {
        // Once it is loaded, its path is that of its root module.
        string file = Path.Combine(module.ModuleBase, module.Name + ".psd1");
        if (!File.Exists(file)) return new(new Hashtable());
        ScriptBlockAst script = Parser.ParseFile(file, out _, out _);
        try
        {
            return new(script.Find(each => each is HashtableAst, false)?.SafeGetValue() as Hashtable ?? new Hashtable());
        }
        catch (InvalidOperationException)
        {
            // It computes something, which PowerShell allows in a manifest to a degree.
            return new(new Hashtable());
        }
    }

    /// <summary>Label of a version before its release, as galleries show it: <c>beta1</c>.</summary>
    public string? Prerelease
    {
        get
        {
            string? label = ((Content["PrivateData"] as Hashtable)?["PSData"] as Hashtable)?["Prerelease"] as string;
            return string.IsNullOrWhiteSpace(label) ? null : label!.TrimStart('-');
        }
    }

    /// <summary>RequiredModules, those that are read as a specification.</summary>
    public IReadOnlyList<ModuleSpecification> Required => Each(Content["RequiredModules"]).Select(Specification).OfType<ModuleSpecification>().ToList();

    /// <summary>Versions of a required module that will do, in NuGet's notation; null for any.</summary>
    public string? RangeOf(string name) =>
        Required.FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found ? Range(found) : null;

    /// <summary>A specification in NuGet's notation; null for any version.</summary>
    public static string? Range(ModuleSpecification module)
    {
        if (module.RequiredVersion is { } exact) return $"[{exact}]";
        if (module.Version is null && module.MaximumVersion is null) return null;
        // PowerShell's maximum may end in a star, which stands for whatever is highest there.
        string most = module.MaximumVersion?.Replace("*", "999999999") ?? "";
        return $"[{module.Version},{most}{(most.Length == 0 ? ")" : "]")}";
    }

    private static IEnumerable<object?> Each(object? value) =>
        value is IEnumerable<object?> many ? many : value is null ? Array.Empty<object?>() : new[] { value };

    private static ModuleSpecification? Specification(object? written)
    {
        try
        {
            return written switch
            {
                string name => new ModuleSpecification(name),
                Hashtable facts => new ModuleSpecification(facts),
                _ => null,
            };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
