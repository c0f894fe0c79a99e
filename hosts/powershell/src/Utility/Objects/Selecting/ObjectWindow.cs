using System.Collections.Generic;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Which of the objects that come by are taken.</summary>
internal abstract class ObjectWindow
{
    /// <summary>Whether no later object can be taken.</summary>
    internal virtual bool Complete => false;

    /// <summary>What is taken now that this object came.</summary>
    internal abstract IEnumerable<PSObject> Add(PSObject one);

    /// <summary>What is taken now that none will come.</summary>
    internal virtual IEnumerable<PSObject> End() => [];
}
