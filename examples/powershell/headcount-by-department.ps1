# Headcount and share by department, as a table and a bar chart of characters.
Connect-MgGraph -Identity -NoWelcome
$members = Get-MgUser -Filter "userType eq 'Member'" -All -Property id, department, country
$groups = $members | Group-Object { if ($_.Department) { $_.Department } else { '(none)' } } | Sort-Object Count -Descending
foreach ($group in $groups) {
    $share = [math]::Round(100 * $group.Count / $members.Count, 1)
    '{0,-20} {1,4} {2,5:N1} % {3}' -f $group.Name, $group.Count, $share, ('#' * [math]::Ceiling($share))
}
"Total: $(($groups | Measure-Object Count -Sum).Sum)"
