using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Tenantry.PowerShell.ManifestWriter;

/// <summary>Reads the cmdlets of an assembly from its metadata: nothing is loaded or run.</summary>
internal static class CmdletNames
{
    internal static Exports In(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        var metadata = image.GetMetadataReader();
        var cmdlets = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var aliases = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (Attribute(metadata, type, "CmdletAttribute") is not { } cmdlet) continue;
            cmdlet.ReadUInt16(); // the prolog of every attribute's value
            cmdlets.Add($"{cmdlet.ReadSerializedString()}-{cmdlet.ReadSerializedString()}");
            if (Attribute(metadata, type, "AliasAttribute") is not { } alias) continue;
            alias.ReadUInt16();
            for (var left = alias.ReadInt32(); left > 0; left--) aliases.Add(alias.ReadSerializedString()!);
        }

        return new Exports(cmdlets, aliases);
    }

    private static BlobReader? Attribute(MetadataReader metadata, TypeDefinition type, string name)
    {
        foreach (var handle in type.GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind != HandleKind.MemberReference) continue;
            var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
            if (parent.Kind != HandleKind.TypeReference) continue;
            var reference = metadata.GetTypeReference((TypeReferenceHandle)parent);
            if (metadata.StringComparer.Equals(reference.Name, name)) return metadata.GetBlobReader(attribute.Value);
        }

        return null;
    }
}
