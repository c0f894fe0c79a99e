# Enabled members who have no licence at all.
Connect-MgGraph -Identity -NoWelcome
$properties = 'id', 'displayName', 'userPrincipalName', 'userType', 'assignedLicenses', 'department', 'accountEnabled'
$users = Get-MgUser -All -Filter "accountEnabled eq true and userType eq 'Member'" -Property $properties
$without = $users | Where-Object { $_.AssignedLicenses.Count -eq 0 }
$without | Select-Object DisplayName, UserPrincipalName, Department | Sort-Object DisplayName | Format-Table
Write-Output "$(@($without).Count) of $($users.Count) enabled members have no licence"
