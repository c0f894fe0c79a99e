@{
    RootModule = 'Tenantry.PowerShell.AzAutomation.dll'
    ModuleVersion = '1.11.1'
    GUID = '3f4f0d0c-6c9b-4f2b-9a43-7a1f7a0a6c55'
    Author = 'Tenantry'
    CompanyName = 'Tenantry'
    Copyright = 'MIT'
    Description = 'Jobs of automation accounts: start, look at, stop, suspend, resume.'
    PowerShellVersion = '7.4'
    CompatiblePSEditions = @('Core')
    RequiredModules = @('Az.Accounts')
    FunctionsToExport = @()
    CmdletsToExport = @(
        'Start-AzAutomationRunbook', 'Get-AzAutomationJob', 'Get-AzAutomationJobOutput', 'Get-AzAutomationJobOutputRecord',
        'Stop-AzAutomationJob', 'Suspend-AzAutomationJob', 'Resume-AzAutomationJob'
    )
    VariablesToExport = @()
    AliasesToExport = @()
}
