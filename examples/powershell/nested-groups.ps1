# Direct members beside everybody below: where groups lie in groups.
Connect-MgGraph -Identity -NoWelcome
$report = foreach ($group in Get-MgGroup -All -Filter 'securityEnabled eq true') {
    $direct = @(Get-MgGroupMember -GroupId $group.Id -All)
    $nested = @($direct | Where-Object { $_.AdditionalProperties['@odata.type'] -eq '#microsoft.graph.group' })
    if ($nested) {
        $all = @(Get-MgGroupTransitiveMember -GroupId $group.Id -All)
        [pscustomobject]@{ Group = $group.DisplayName; Direct = $direct.Count; Groups = $nested.Count; Everybody = $all.Count }
    }
}
$report | Format-List
"$(@($report).Count) groups contain groups"
