# Makes a group's members what a list says: adds who is missing, removes who is too many.
$ErrorActionPreference = 'Stop'
Connect-MgGraph -Identity -NoWelcome
$group = New-MgGroup -DisplayName 'CSV Synchronised' -MailEnabled:$false -MailNickname "csv$(Get-Random -Maximum 100000)" -SecurityEnabled
$people = Get-MgUser -Filter "accountEnabled eq true and userType eq 'Member'" -Top 6 -Property id, userPrincipalName
foreach ($extra in $people[4..5]) { New-MgGroupMember -GroupId $group.Id -DirectoryObjectId $extra.Id }
$wanted = @'
UserPrincipalName
{0}
{1}
{2}
{3}
{4}
'@ -f $people[0..4].UserPrincipalName | ConvertFrom-Csv
$wantedIds = foreach ($row in $wanted) { (Get-MgUser -UserId $row.UserPrincipalName -Property id).Id }
$haveIds = @((Get-MgGroupMember -GroupId $group.Id -All).Id)
foreach ($difference in Compare-Object -ReferenceObject $haveIds -DifferenceObject $wantedIds) {
    if ($difference.SideIndicator -eq '=>') { New-MgGroupMemberByRef -GroupId $group.Id -OdataId "https://graph.microsoft.com/v1.0/directoryObjects/$($difference.InputObject)" }
    else { Remove-MgGroupMemberByRef -GroupId $group.Id -DirectoryObjectId $difference.InputObject }
}
$now = @((Get-MgGroupMember -GroupId $group.Id -All).Id)
"in step: $(-not (Compare-Object $now $wantedIds)) with $($now.Count) members"
Remove-MgGroup -GroupId $group.Id
