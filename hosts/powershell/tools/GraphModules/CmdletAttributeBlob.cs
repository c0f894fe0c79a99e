using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Tenantry.PowerShell.GraphModules;

/// <summary>
/// `[Cmdlet(verb, noun, DefaultParameterSetName = …, SupportsShouldProcess = …)]` in the form that assemblies keep it.
/// Source: ECMA-335, II.23.3. The builder that does this by itself knows only types that are loaded.
/// </summary>
internal static class CmdletAttributeBlob
{
    public static byte[] Of(CmdletFacts cmdlet)
    {
        var blob = new BlobBuilder();
        new BlobEncoder(blob).CustomAttributeSignature(
            arguments =>
            {
                arguments.AddArgument().Scalar().Constant(cmdlet.Verb);
                arguments.AddArgument().Scalar().Constant(cmdlet.Noun);
            },
            named =>
            {
                var count = named.Count(2);
                count.AddArgument(false, type => type.ScalarType().String(), name => name.Name("DefaultParameterSetName"), value => value.Scalar().Constant(cmdlet.DefaultSet));
                count.AddArgument(false, type => type.ScalarType().Boolean(), name => name.Name("SupportsShouldProcess"), value => value.Scalar().Constant(cmdlet.Writes));
            });
        return blob.ToArray();
    }
}
