# Accounts whose directory data has holes, and which ones.
Connect-MgGraph -Identity -NoWelcome
$needed = 'Department', 'JobTitle', 'UsageLocation', 'OfficeLocation', 'Mail'
$users = Get-MgUser -All -Filter "userType eq 'Member'" -Property (@('id', 'displayName', 'userPrincipalName') + $needed)
$holes = $users | ForEach-Object {
    $user = $_
    $missing = $needed | Where-Object { [string]::IsNullOrWhiteSpace($user.$_) }
    if ($missing) { [pscustomobject]@{ User = $user.UserPrincipalName; Missing = $missing -join ', ' } }
}
$holes | Sort-Object User | Format-Table -AutoSize
"$(@($holes).Count) of $($users.Count) accounts have holes"
