<#
.SYNOPSIS
    A leaver: sign-in off, sessions revoked, out of the groups, licences back, manager told.
#>
param([string]$UserPrincipalName = 'dana.fischer@fjordlight.example')
$ErrorActionPreference = 'Stop'
Connect-MgGraph -Identity -NoWelcome
$user = Get-MgUser -UserId $UserPrincipalName -Property id, displayName, accountEnabled, assignedLicenses
Write-Verbose "leaver: $($user.DisplayName)" -Verbose
if ($user.AccountEnabled) { Update-MgUser -UserId $user.Id -AccountEnabled:$false }
$null = Revoke-MgUserSignInSession -UserId $user.Id
foreach ($membership in Get-MgUserMemberOf -UserId $user.Id -All) {
    $group = Get-MgGroup -GroupId $membership.Id
    if ($group.GroupTypes -contains 'DynamicMembership') { continue }
    Remove-MgGroupMemberByRef -GroupId $group.Id -DirectoryObjectId $user.Id
    "left $($group.DisplayName)"
}
if ($user.AssignedLicenses) { $null = Set-MgUserLicense -UserId $user.Id -AddLicenses @() -RemoveLicenses @($user.AssignedLicenses.SkuId) }
$manager = Get-MgUserManager -UserId $user.Id
$mail = @{
    message = @{
        subject      = "$($user.DisplayName) has left"
        body         = @{ contentType = 'text'; content = 'Account disabled, licences taken back.' }
        toRecipients = @(@{ emailAddress = @{ address = $manager.AdditionalProperties.mail } })
    }
}
Invoke-MgGraphRequest -Method POST -Uri 'v1.0/users/it-automation@fjordlight.example/sendMail' -Body $mail
$after = Get-MgUser -UserId $user.Id -Property accountEnabled, assignedLicenses
"enabled: $($after.AccountEnabled); licences: $(@($after.AssignedLicenses).Count)"
