# No Graph module at all: a token from the identity, and Invoke-RestMethod.
$null = Disable-AzContextAutosave -Scope Process
$null = Connect-AzAccount -Identity
$token = Get-AzAccessToken -ResourceUrl 'https://graph.microsoft.com'
$plain = $token.Token | ConvertFrom-SecureString -AsPlainText
$headers = @{ Authorization = "Bearer $plain"; ConsistencyLevel = 'eventual' }
$answer = Invoke-RestMethod -Uri 'https://graph.microsoft.com/v1.0/groups?$top=3&$select=displayName' -Headers $headers
$answer.value | ForEach-Object { "group: $($_.displayName)" }
try {
    Invoke-RestMethod -Uri 'https://graph.microsoft.com/v1.0/groups/nonsense' -Headers $headers
} catch {
    "refused with $([int]$_.Exception.Response.StatusCode)"
}
"account: $((Get-AzContext).Account.Id), expires after now: $($token.ExpiresOn -gt (Get-Date))"
