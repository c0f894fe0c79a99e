using System;
using System.Management.Automation;
using Tenantry.PowerShell.Identity;

namespace Tenantry.PowerShell.GraphAuthentication;

/// <summary>
/// Takes a token as a string, too. The first version of the SDK wanted a string and the second a SecureString, and
/// Get-AzAccessToken changed sides as well; scripts of every combination are about.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecureTokenAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is string text && text.Length > 0 ? SecureText.Protect(text) : inputData;
    }
}
