using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;

namespace Tenantry.PowerShell.Graph;

/// <summary>
/// The parameters of a cmdlet, from its rows. One parameter set a row, named as in the original, and one more,
/// `ViaIdentity`, that takes what is missing from the pipeline.
/// </summary>
internal static class MgParameters
{
    public const string ViaIdentity = "ViaIdentity";

    public static RuntimeDefinedParameterDictionary Build(IReadOnlyList<CmdletRow> rows)
    {
        var all = new RuntimeDefinedParameterDictionary();
        void Add(string name, Type type, IEnumerable<(string Set, bool Mandatory, bool Pipeline)> sets, params string[] aliases)
        {
            if (all.ContainsKey(name)) return;
            var attributes = new Collection<Attribute>();
            foreach (var (set, mandatory, pipeline) in sets)
                attributes.Add(new ParameterAttribute { ParameterSetName = set, Mandatory = mandatory, ValueFromPipeline = pipeline });
            if (aliases.Length > 0) attributes.Add(new AliasAttribute(aliases));
            all.Add(name, new RuntimeDefinedParameter(name, type, attributes));
        }

        var everywhere = new[] { (ParameterAttribute.AllParameterSets, false, false) };
        var keyed = rows.Any(row => row.Path.Keys.Count > 0);
        foreach (var key in rows.SelectMany(row => row.Path.Keys).GroupBy(key => key.Parameter).Select(group => group.First()))
        {
            var sets = rows
                .Where(row => row.Path.Keys.Any(each => each.Parameter == key.Parameter))
                .Select(row => (SetOf(row, rows), true, false))
                .Concat(new[] { (ViaIdentity, false, false) });
            Add(key.Parameter, typeof(string), sets);
        }

        if (keyed) Add("InputObject", typeof(object), new[] { (ViaIdentity, true, true) });
        foreach (var row in rows) AddBody(row, Add);
        if (rows.Any(row => row.IsList)) AddList(rows, keyed, Add);
        if (rows.Any(row => row.Method == "GET" && row.Special is "" or "search" or "window"))
        {
            Add("Property", typeof(string[]), everywhere, "Select");
            Add("ExpandProperty", typeof(string[]), everywhere, "Expand");
        }

        if (rows.Any(row => row.Special == "window"))
        {
            Add("StartDateTime", typeof(string), everywhere);
            Add("EndDateTime", typeof(string), everywhere);
        }

        if (rows.Any(row => row.Special is "report" or "file")) Add("OutFile", typeof(string), everywhere);
        if (rows.Any(row => row.Special == "infile")) Add("InFile", typeof(string), everywhere);
        if (rows.Any(row => row.Special == "count"))
        {
            Add("Filter", typeof(string), everywhere);
            Add("Search", typeof(string), everywhere);
        }

        Add("ConsistencyLevel", typeof(string), everywhere);
        Add("Headers", typeof(IDictionary), everywhere);
        Add("ResponseHeadersVariable", typeof(string), everywhere, "RHV");
        if (rows.Any(row => row.Method == "DELETE")) Add("IfMatch", typeof(string), everywhere);
        if (rows.Any(row => row.Writes || row.Special is "report" or "file")) Add("PassThru", typeof(SwitchParameter), everywhere);
        return all;
    }

    /// <summary>List, Get, Create, Update, Delete: the original's names.</summary>
    public static string SetOf(CmdletRow row, IReadOnlyList<CmdletRow> rows)
    {
        var name = NameOf(row);
        var same = rows.Where(each => NameOf(each) == name).ToList();
        var at = same.FindIndex(each => ReferenceEquals(each, row));
        return at <= 0 ? name : $"{name}{at}";
    }

    private static string NameOf(CmdletRow row) => row.Method switch
    {
        "GET" => row.IsList ? "List" : "Get",
        "POST" => "Create",
        "DELETE" => "Delete",
        _ => "Update",
    };

    private static void AddList(
        IReadOnlyList<CmdletRow> rows, bool keyed, Action<string, Type, IEnumerable<(string Set, bool Mandatory, bool Pipeline)>, string[]> add)
    {
        var sets = rows.Where(row => row.IsList).Select(row => (SetOf(row, rows), false, false)).ToList();
        if (keyed) sets.Add((ViaIdentity, false, false));
        add("All", typeof(SwitchParameter), sets, Array.Empty<string>());
        add("Top", typeof(int), sets, new[] { "Limit" });
        add("PageSize", typeof(int), sets, Array.Empty<string>());
        add("Skip", typeof(int), sets, Array.Empty<string>());
        add("Filter", typeof(string), sets, Array.Empty<string>());
        add("Search", typeof(string), sets, Array.Empty<string>());
        add("Sort", typeof(string[]), sets, new[] { "OrderBy" });
        add("CountVariable", typeof(string), sets, new[] { "CV" });
    }

    private static void AddBody(CmdletRow row, Action<string, Type, IEnumerable<(string Set, bool Mandatory, bool Pipeline)>, string[]> add)
    {
        var everywhere = new[] { (ParameterAttribute.AllParameterSets, false, false) };
        if (row.Body.Length == 0) return;
        add("BodyParameter", typeof(object), everywhere, Array.Empty<string>());
        if (row.Body == "&ref")
        {
            add("OdataId", typeof(string), everywhere, Array.Empty<string>());
            add(ReferenceParameter(row), typeof(string), everywhere, Array.Empty<string>());
            return;
        }

        foreach (var property in row.BodyProperties()) add(Words.Pascal(property.Key), Type(property.Value), everywhere, Array.Empty<string>());
        add("AdditionalProperties", typeof(IDictionary), everywhere, Array.Empty<string>());
    }

    /// <summary>`New-MgGroupMember -GroupId … -DirectoryObjectId …`.</summary>
    public static string ReferenceParameter(CmdletRow row) =>
        row.Path.Keys.Any(key => key.Parameter == "DirectoryObjectId") ? "DirectoryObjectId1" : "DirectoryObjectId";

    private static Type Type(string kind) => kind switch
    {
        "s" => typeof(string),
        "b" => typeof(SwitchParameter),
        "i" => typeof(int),
        "l" => typeof(long),
        "n" => typeof(double),
        "d" or "D" => typeof(DateTime),
        "y" => typeof(byte[]),
        "s*" => typeof(string[]),
        "i*" => typeof(int[]),
        _ => kind.EndsWith("*", StringComparison.Ordinal) ? typeof(object[]) : typeof(object),
    };
}
