# Gives a new colleague the security groups of an old one.
Connect-MgGraph -Identity -NoWelcome
$from = Get-MgUser -UserId 'dana.fischer@fjordlight.example'
$to = Get-MgUser -Filter "department eq 'Legal'" -Top 1
$groups = Get-MgUserMemberOfAsGroup -UserId $from.Id -All | Where-Object { $_.SecurityEnabled -and $_.GroupTypes -notcontains 'DynamicMembership' }
foreach ($group in $groups) {
    try {
        New-MgGroupMember -GroupId $group.Id -DirectoryObjectId $to.Id -ErrorAction Stop
        "added $($to.DisplayName) to $($group.DisplayName)"
    } catch {
        if ($_.Exception.Message -match 'already exist') { "already in $($group.DisplayName)" } else { throw }
    }
}
"copied $(@($groups).Count) memberships"
