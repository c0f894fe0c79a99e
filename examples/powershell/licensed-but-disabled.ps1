# What is paid for accounts that nobody can sign in to, by product.
Connect-MgGraph -Identity -NoWelcome
$names = @{}
Get-MgSubscribedSku | ForEach-Object { $names[$_.SkuId] = $_.SkuPartNumber }
$disabled = Get-MgUser -Filter 'accountEnabled eq false' -All -Property id, displayName, userPrincipalName, assignedLicenses
$waste = foreach ($user in $disabled) {
    foreach ($licence in $user.AssignedLicenses) {
        [pscustomobject]@{ User = $user.UserPrincipalName; Product = $names[[string]$licence.SkuId] }
    }
}
$waste | Group-Object Product -NoElement | Sort-Object Count -Descending | Format-Table Count, Name
"Disabled accounts: $($disabled.Count); licences on them: $(@($waste).Count)"
