<#
.SYNOPSIS
    Takes licences away from disabled accounts. Says what it would do unless -Apply is given.
#>
[CmdletBinding()]
param([bool]$Apply = $false, [int]$AtMost = 5)

$ErrorActionPreference = 'Stop'
Connect-MgGraph -Identity -NoWelcome
$candidates = Get-MgUser -Filter 'accountEnabled eq false' -All -Property id, userPrincipalName, assignedLicenses |
    Where-Object { $_.AssignedLicenses } | Select-Object -First $AtMost
foreach ($user in $candidates) {
    $skus = @($user.AssignedLicenses.SkuId)
    try {
        if ($Apply) {
            $null = Set-MgUserLicense -UserId $user.Id -AddLicenses @() -RemoveLicenses $skus
            "reclaimed $($skus.Count) from $($user.UserPrincipalName)"
        } else {
            "would reclaim $($skus.Count) from $($user.UserPrincipalName)"
        }
    } catch {
        Write-Error "$($user.UserPrincipalName): $($_.Exception.Message)" -ErrorAction Continue
    }
}
"done: $(@($candidates).Count) accounts"
