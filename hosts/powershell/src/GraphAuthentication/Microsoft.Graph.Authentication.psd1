@{
    RootModule = 'Tenantry.PowerShell.GraphAuthentication.dll'
    # The version of the SDK whose cmdlets these are, so that `#Requires -Version` in scripts is answered rightly.
    ModuleVersion = '2.30.0'
    GUID = '4be54231-c88d-4cf9-9be1-56f64b6a2bd1'
    Author = 'Tenantry'
    CompanyName = 'Tenantry'
    Copyright = 'MIT'
    Description = 'Sign-in to Microsoft Graph, and requests in one''s own words.'
    PowerShellVersion = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess = @('Microsoft.Graph.Authentication.format.ps1xml', 'Microsoft.Graph.Models.format.ps1xml')
    FunctionsToExport = @()
    CmdletsToExport = @(
        'Add-MgEnvironment', 'Connect-MgGraph', 'Disconnect-MgGraph', 'Get-MgContext', 'Get-MgEnvironment',
        'Get-MgRequestContext', 'Invoke-MgGraphRequest', 'Remove-MgEnvironment', 'Select-MgProfile', 'Set-MgEnvironment',
        'Set-MgRequestContext'
    )
    VariablesToExport = @()
    AliasesToExport = @('Connect-Graph', 'Disconnect-Graph', 'Invoke-GraphRequest', 'Invoke-MgRestMethod')
}
