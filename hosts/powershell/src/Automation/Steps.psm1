# A function, and no cmdlet: the block runs in the script's own scopes, with its streams, as any block that is called.
Set-StrictMode -Version 3

function Invoke-Step {
    <#
    .SYNOPSIS
    Does something once for a job, however often the job is begun again.
    .DESCRIPTION
    When the job goes on after a crash, a step that was recorded returns its recorded result and its block does not run.
    The result is what the block writes to the output: kept as JSON, so that it comes back as plain objects, in this
    attempt as in the next. Dates come back as texts (ISO 8601).
    .EXAMPLE
    $user = Invoke-Step 'make the user' { New-MgUser -BodyParameter $body }
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)] [string] $Name,
        [Parameter(Mandatory, Position = 1)] [scriptblock] $ScriptBlock
    )
    $job = [Tenantry.PowerShell.Engine.Jobs.JobServices]::Current
    if ($null -eq $job) { throw 'Invoke-Step works in a job only.' }
    $result = $null
    if ($job.BeginStep($Name, [ref] $result)) { return $result }
    try {
        $written = @(& $ScriptBlock)
        $value = if ($written.Count -eq 0) { $null } elseif ($written.Count -eq 1) { $written[0] } else { , $written }
        $job.EndStep($Name, $value)
    }
    finally { $job.LeaveStep($Name) }
}
