# Accounts older than a year that were never given anything: no licence, no group.
param([int]$Days = 365)
Connect-MgGraph -Identity -NoWelcome
$limit = (Get-Date).ToUniversalTime().AddDays(-$Days)
$old = Get-MgUser -All -Property id, userPrincipalName, createdDateTime, assignedLicenses, accountEnabled |
    Where-Object { $_.CreatedDateTime -lt $limit -and -not $_.AssignedLicenses }
$report = foreach ($user in $old | Select-Object -First 15) {
    $groups = @(Get-MgUserMemberOf -UserId $user.Id -All)
    [pscustomobject]@{
        User    = $user.UserPrincipalName
        AgeDays = [int]((Get-Date) - $user.CreatedDateTime).TotalDays
        Groups  = $groups.Count
        Enabled = $user.AccountEnabled
    }
}
$report | Sort-Object AgeDays -Descending | Format-Table
"$(@($old).Count) accounts without a licence are older than $Days days"
