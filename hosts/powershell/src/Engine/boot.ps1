# Runs the host inside an installed pwsh (7.4 or newer): the same library as in our own process.
#   pwsh -NoProfile -NonInteractive -File boot.ps1 [request of a build | -ImportTest request | -PairTest request]
param([string] $Describe, [string] $ImportTest, [string] $PairTest)

$ErrorActionPreference = 'Stop'
Add-Type -Path (Join-Path $PSScriptRoot 'Tenantry.PowerShell.Engine.dll')
# Ours come last: a module that is installed beside pwsh, or added to the account, is the one that is meant.
$ours = Join-Path (Split-Path $PSScriptRoot) 'PwshModules'
$env:PSModulePath = @($env:PSModulePath, $ours).Where({ $_ }) -join [IO.Path]::PathSeparator
[Tenantry.PowerShell.Engine.Modules.ModulePath]::Extend()
if ($ImportTest) {
    [Tenantry.PowerShell.Engine.Modules.ImportProgram]::Run($ImportTest)
}
elseif ($PairTest) {
    [Tenantry.PowerShell.Engine.Modules.PairProgram]::Run($PairTest)
}
elseif ($Describe) {
    [Tenantry.PowerShell.Engine.Describe.DescribeProgram]::Run($Describe)
}
else {
    $version = $PSVersionTable.PSVersion.ToString()
    [Tenantry.PowerShell.Engine.Jobs.HostProgram]::Run("pwsh $version", ($version -split '-')[0])
}
