<#
.SYNOPSIS
    Makes an account with licence, manager and groups; runs twice without harm.
#>
param([string]$GivenName = 'Nova', [string]$Surname = 'Lind', [string]$Department = 'Sales')
$ErrorActionPreference = 'Stop'
Connect-MgGraph -Identity -NoWelcome
$domain = (Get-MgDomain | Where-Object IsDefault).Id
$upn = ('{0}.{1}@{2}' -f $GivenName, $Surname, $domain).ToLower()
$user = Get-MgUser -Filter "userPrincipalName eq '$upn'"
if ($null -eq $user) {
    $password = -join ((48..57) + (65..90) + (97..122) | Get-Random -Count 14 | ForEach-Object { [char]$_ }) + '#a1Z'
    $user = New-MgUser -DisplayName "$GivenName $Surname" -GivenName $GivenName -Surname $Surname -UserPrincipalName $upn `
        -MailNickname "$GivenName.$Surname".ToLower() -AccountEnabled -UsageLocation 'PT' -Department $Department -JobTitle 'Account Manager' `
        -PasswordProfile @{ Password = $password; ForceChangePasswordNextSignIn = $true }
    "made $($user.UserPrincipalName)"
}
$sku = Get-MgSubscribedSku | Where-Object SkuPartNumber -eq 'SPE_E3'
$null = Set-MgUserLicense -UserId $user.Id -AddLicenses @{ SkuId = $sku.SkuId } -RemoveLicenses @()
$head = Get-MgUser -Filter "department eq '$Department'" -Top 1
Set-MgUserManagerByRef -UserId $user.Id -BodyParameter @{ '@odata.id' = "https://graph.microsoft.com/v1.0/users/$($head.Id)" }
$group = Get-MgGroup -Filter "displayName eq '$Department Staff'"
if ($user.Id -notin (Get-MgGroupMember -GroupId $group.Id -All).Id) { New-MgGroupMember -GroupId $group.Id -DirectoryObjectId $user.Id }
$manager = (Get-MgUserManager -UserId $user.Id).AdditionalProperties.displayName
"$($user.DisplayName): licence $((Get-MgUserLicenseDetail -UserId $user.Id).SkuPartNumber), manager $manager, group $($group.DisplayName)"
