@{
    RootModule = 'Tenantry.PowerShell.AzAccounts.dll'
    # The version of the original whose conduct this has: tokens are secure by default since 5.0.
    ModuleVersion = '5.3.0'
    GUID = 'c0a1d09f-8d6b-44e1-b04c-6f0a7a3b2f7e'
    Author = 'Tenantry'
    CompanyName = 'Tenantry'
    Copyright = 'MIT'
    Description = 'Sign-in to Azure without a person, tokens, and requests to the resource manager.'
    PowerShellVersion = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess = @('Az.Accounts.format.ps1xml')
    FunctionsToExport = @()
    CmdletsToExport = @(
        'Add-AzEnvironment', 'Connect-AzAccount', 'Disable-AzContextAutosave', 'Disconnect-AzAccount',
        'Enable-AzContextAutosave', 'Get-AzAccessToken', 'Get-AzContext', 'Get-AzEnvironment', 'Invoke-AzRestMethod',
        'Set-AzContext'
    )
    VariablesToExport = @()
    AliasesToExport = @(
        'Add-AzAccount', 'Invoke-AzRest', 'Login-AzAccount', 'Login-AzureRmAccount', 'Logout-AzAccount', 'Remove-AzAccount',
        'Select-AzSubscription'
    )
}
