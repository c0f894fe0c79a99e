using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Turns what scripts write after -Encoding into an encoding: a name, a code page, or an encoding itself.</summary>
public sealed class ContentEncodingTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly Dictionary<string, Func<Encoding>> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ansi"] = () => CodePage(1252),
        ["ascii"] = () => Encoding.ASCII,
        ["bigendianunicode"] = () => new UnicodeEncoding(true, true),
        ["bigendianutf32"] = () => new UTF32Encoding(true, true),
        ["default"] = () => new UTF8Encoding(false),
        ["oem"] = () => CodePage(437),
        ["string"] = () => new UnicodeEncoding(false, true),
        ["unicode"] = () => new UnicodeEncoding(false, true),
        ["unknown"] = () => new UnicodeEncoding(false, true),
        ["utf7"] = () => Obsolete(),
        ["utf8"] = () => new UTF8Encoding(false),
        ["utf8BOM"] = () => new UTF8Encoding(true),
        ["utf8NoBOM"] = () => new UTF8Encoding(false),
        ["utf32"] = () => new UTF32Encoding(false, true),
    };

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            Encoding encoding => encoding,
            string name when Names.TryGetValue(name, out var made) => made(),
            string number when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var page) => CodePage(page),
            string name => Registered(name),
            int page => CodePage(page),
            _ => inputData,
        };
    }

    private static Encoding Registered(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(name);
    }

    private static Encoding CodePage(int page)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(page);
    }

    private static Encoding Obsolete()
    {
#pragma warning disable SYSLIB0001 // Scripts may still ask for it; the original reads and writes it as well.
        return Encoding.UTF7;
#pragma warning restore SYSLIB0001
    }
}
