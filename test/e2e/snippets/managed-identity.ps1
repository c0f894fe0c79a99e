# Ensures you do not inherit an AzContext in your runbook
Disable-AzContextAutosave -Scope Process

# Connect to Azure with system-assigned managed identity
Connect-AzAccount -Identity

# Or Connect to Azure with user-assigned managed identity
# Connect-AzAccount -Identity -AccountId <USER_ASSIGNED_IDENTITY_CLIENT_ID>

# Get token for Microsoft Graph API
$token = Get-AzAccessToken -ResourceUrl "https://graph.microsoft.com"

# Connect to Microsoft Graph using the access token
# Ensure the Microsoft.Graph.Authentication module is present in Automation Account
Connect-MgGraph -AccessToken $token.Token

# --- Now run your Microsoft Graph commands ---
# Example: Get Users
Get-MgUser -Top 10 | Select-Object Id, DisplayName, UserPrincipalName

# Example: Connect to Exchange Online (using EXO V3 module with token)
# Ensure ExchangeOnlineManagement module is present
# Connect-ExchangeOnline -AccessToken $token.Token -ShowBanner:$false #-Organization <your_tenant_domain>.onmicrosoft.com (Sometimes needed)
