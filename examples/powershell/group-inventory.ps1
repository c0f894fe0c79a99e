# Every group with its kind, members and owners.
Connect-MgGraph -Identity -NoWelcome
$groups = Get-MgGroup -All
$inventory = foreach ($group in $groups) {
    $kind = switch ($true) {
        ($group.GroupTypes -contains 'Unified') { 'Microsoft 365'; break }
        ($group.GroupTypes -contains 'DynamicMembership') { 'Dynamic'; break }
        ($group.SecurityEnabled) { 'Security'; break }
        default { 'Distribution' }
    }
    $members = Get-MgGroupMember -GroupId $group.Id -All
    $owners = Get-MgGroupOwner -GroupId $group.Id
    [pscustomobject]@{ Group = $group.DisplayName; Kind = $kind; Members = @($members).Count; Owners = @($owners).Count }
}
$inventory | Sort-Object Kind, Group | Format-Table -GroupBy Kind -Property Group, Members, Owners
$inventory | Group-Object Kind | ForEach-Object { "$($_.Name): $($_.Count)" }
