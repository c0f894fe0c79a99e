# Get App Registration details and secret from Automation Assets
$TenantId = Get-AutomationVariable -Name 'M365_TenantId'
$ApplicationId = Get-AutomationVariable -Name 'M365_ApplicationId'
$CredentialAssetName = "M365_App_Secret_Cred" # Name of Credential Asset

# Get credentials (secret stored as password)
$Cred = Get-AutomationPSCredential -Name $CredentialAssetName
$ClientSecret = $Cred.GetNetworkCredential().Password

# Connect to Microsoft Graph using Client Secret
# Ensure Microsoft.Graph.Authentication module is present
$Body = @{
    Grant_Type    = "client_credentials"
    Scope         = "https://graph.microsoft.com/.default"
    Client_Id     = $ApplicationId
    Client_Secret = $ClientSecret
}
$ConnectGraph = Invoke-RestMethod -Uri "https://login.microsoftonline.com/$TenantId/oauth2/v2.0/token" -Method POST -Body $Body
$AccessToken = $ConnectGraph.access_token

Connect-MgGraph -AccessToken $AccessToken

# --- Now run your Microsoft Graph commands ---
Get-MgDomain | Select-Object Id, IsDefault

# NOTE: Connecting to EXO V3 or SPO with just a secret directly might require different cmdlets or approaches.
# Using Get-AutomationPSCredential is the standard way to retrieve the secret securely.
