using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes objects as elements of ConvertTo-Xml: <c>Object</c> for each, <c>Property</c> for what it has.</summary>
internal sealed class XmlObjects(XmlWriter writer, int depth, bool types)
{
    internal void Write(PSObject? source) => Write(source, "Object", null, depth, null);

    private void Write(object? source, string element, string? name, int left, string? declared)
    {
        var value = source is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : source;
        writer.WriteStartElement(element);
        if (name is not null) writer.WriteAttributeString("Name", name);
        var type = value is PSObject ? typeof(PSCustomObject) : value?.GetType();
        var shown = declared ?? type?.ToString();
        if (types && shown is null && name is not null) shown = typeof(object).ToString();
        if (types && shown is not null) writer.WriteAttributeString("Type", shown);
        Fill(value, left);
        writer.WriteEndElement();
    }

    private void Fill(object? value, int left)
    {
        switch (value)
        {
            case null:
                break;
            case XmlNode node:
                node.WriteTo(writer);
                break;
            case var simple when IsSimple(simple):
                writer.WriteString(PSObject.AsPSObject(simple).ToString());
                break;
            case var deep when left < 0 || left == 0 && deep is not (IEnumerable or PSObject):
                writer.WriteString(PSObject.AsPSObject(deep).ToString());
                break;
            case IDictionary pairs:
                foreach (DictionaryEntry pair in pairs)
                {
                    Write(pair.Key, "Property", "Key", left - 1, null);
                    Write(pair.Value, "Property", "Value", left - 1, null);
                }

                break;
            case IEnumerable items:
                foreach (var item in items) Write(item, "Property", null, left - 1, null);
                break;
            case PSObject custom when left == 0:
                Flat(custom);
                break;
            default:
                foreach (var property in PSObject.AsPSObject(value).Properties.Where(one => one.IsGettable)) Write(Value(property), "Property", property.Name, left - 1, null);
                break;
        }
    }

    /// <summary>Below the last level: the text, and each property's text.</summary>
    private void Flat(PSObject custom)
    {
        writer.WriteStartElement("Property");
        if (types) writer.WriteAttributeString("Type", typeof(string).ToString());
        writer.WriteString(custom.ToString());
        writer.WriteEndElement();
        foreach (var property in custom.Properties) 
        {
            writer.WriteStartElement("Property");
            writer.WriteAttributeString("Name", property.Name);
            if (types) writer.WriteAttributeString("Type", property.GetType().ToString());
            if (Value(property) is { } value) writer.WriteString(PSObject.AsPSObject(value).ToString());
            writer.WriteEndElement();
        }
    }

    private static object? Value(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return null; // one that cannot be read is empty
        }
    }

    private static bool IsSimple(object value) =>
        value is string or DateTime or DateTimeOffset or TimeSpan or decimal or Guid or Uri or Version or ScriptBlock || value.GetType().IsPrimitive;
}
