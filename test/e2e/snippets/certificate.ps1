# Get App Registration details and certificate from Automation Assets
$TenantId = Get-AutomationVariable -Name 'M365_TenantId'
$ApplicationId = Get-AutomationVariable -Name 'M365_ApplicationId'
$CertAssetName = "M365_Automation_Cert" # Name of the Certificate Asset in Azure Automation

# Get the certificate connection information
$CertConnection = Get-AutomationConnection -Name $CertAssetName
if ($CertConnection -eq $null) { throw "Certificate connection '$CertAssetName' not found." }

$CertificateThumbprint = $CertConnection.CertificateThumbprint
if (-not $CertificateThumbprint) { throw "Certificate Thumbprint not found in connection '$CertAssetName'."}

# Connect to Microsoft Graph using Certificate
# Ensure Microsoft.Graph.Authentication module is present
Connect-MgGraph -ClientId $ApplicationId -TenantId $TenantId -CertificateThumbprint $CertificateThumbprint

# --- Now run your Microsoft Graph commands ---
Get-MgUser -Filter "accountEnabled eq true" | Select-Object Id, DisplayName

# Example: Connect to Exchange Online (using EXO V3 module with Certificate)
# Ensure ExchangeOnlineManagement module is present
# Connect-ExchangeOnline -AppId $ApplicationId -CertificateThumbprint $CertificateThumbprint -Organization <your_tenant_domain>.onmicrosoft.com -ShowBanner:$false
