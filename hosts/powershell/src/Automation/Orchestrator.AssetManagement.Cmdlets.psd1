@{
    RootModule           = 'Tenantry.PowerShell.Automation.dll'
    NestedModules        = @('Steps.psm1')
    ModuleVersion        = '1.0.0'
    GUID                 = '5b6f1c5e-0f0e-4b6e-9a55-6d0f0a5f8d11'
    Author               = 'Tenantry'
    Description          = 'Assets of the account, other runbooks as jobs, and durable steps.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    CmdletsToExport      = @(
        'Get-AutomationVariable'
        'Set-AutomationVariable'
        'Get-AutomationPSCredential'
        'Get-AutomationCertificate'
        'Get-AutomationConnection'
        'Start-AutomationRunbook'
        'Wait-AutomationJob'
        'Get-AutomationJobOutput'
    )
    FunctionsToExport    = @('Invoke-Step')
    AliasesToExport      = @()
    VariablesToExport    = @()
}
