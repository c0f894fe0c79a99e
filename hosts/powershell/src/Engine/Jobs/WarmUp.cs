namespace Tenantry.PowerShell.Engine.Jobs;

/// <summary>What a host runs before it has a job, so that the first lines of one need not compile the engine.</summary>
internal static class WarmUp
{
    /// <summary>Leaves nothing behind but loaded code.</summary>
    internal const string Script = """
        & {
            [CmdletBinding()]
            param([string] $Name = 'x', [int] $Count = 2)
            $items = 1..$Count | ForEach-Object { [pscustomobject]@{ Id = $_; Name = "$Name-$_" } } | Where-Object Id -gt 1
            foreach ($item in $items) { $null = @{ Key = $item.Name }['Key'] -replace 'x', 'y' }
            try { throw 'x' } catch { $null = $_.Exception.Message }
            foreach ($command in 'Write-Output', 'Get-Date', 'Get-Item', 'Select-Object', 'ConvertTo-Json') {
                $null = Get-Command $command -ErrorAction Ignore
            }
        }
        """;
}
