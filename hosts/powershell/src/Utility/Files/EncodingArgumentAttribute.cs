using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Turns the -Encoding names of PowerShell 7 (<c>utf8BOM</c>, <c>unicode</c>, a code page) into encodings.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EncodingArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>The default of PowerShell 7: UTF-8 without a byte order mark.</summary>
    internal static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    // Windows' code pages come with .NET but are not known before they are asked for.
    static EncodingArgumentAttribute() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static readonly Dictionary<string, Encoding> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ascii"] = Encoding.ASCII,
        ["ansi"] = Encoding.Latin1,
        ["bigendianunicode"] = Encoding.BigEndianUnicode,
        ["bigendianutf32"] = new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        ["default"] = Utf8,
        ["oem"] = Utf8,
        ["string"] = Encoding.Unicode,
        ["unicode"] = Encoding.Unicode,
        ["unknown"] = Encoding.Unicode,
        ["utf8"] = Utf8,
        ["utf8BOM"] = Encoding.UTF8,
        ["utf8NoBOM"] = Utf8,
        ["utf32"] = Encoding.UTF32,
    };

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (given is int page) return Encoding.GetEncoding(page);
        if (given is not string name) return inputData;
        if (Names.TryGetValue(name, out var encoding)) return encoding;
        return int.TryParse(name, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? Encoding.GetEncoding(number)
            : Encoding.GetEncoding(name);
    }
}
