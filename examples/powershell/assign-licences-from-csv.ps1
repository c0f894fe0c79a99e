# Assigns products by a CSV of people; goes on when one person fails.
Connect-MgGraph -Identity -NoWelcome
$file = Join-Path $env:TEMP 'assign.csv'
$two = Get-MgUser -Filter "accountEnabled eq true and userType eq 'Member'" -Top 2 -Property userPrincipalName
@(
    $two | ForEach-Object { [pscustomobject]@{ UserPrincipalName = $_.UserPrincipalName; Product = 'POWER_BI_PRO' } }
    [pscustomobject]@{ UserPrincipalName = 'nobody@fjordlight.example'; Product = 'POWER_BI_PRO' }
) | Export-Csv $file -NoTypeInformation

$skuOf = @{}
Get-MgSubscribedSku | ForEach-Object { $skuOf[$_.SkuPartNumber] = $_.SkuId }
$results = foreach ($row in Import-Csv $file) {
    $outcome = 'assigned'
    try {
        $null = Set-MgUserLicense -UserId $row.UserPrincipalName -AddLicenses @(@{ SkuId = $skuOf[$row.Product] }) -RemoveLicenses @() -ErrorAction Stop
    } catch {
        $outcome = "failed: $($_.Exception.Message)"
    }
    [pscustomobject]@{ Person = $row.UserPrincipalName; Outcome = $outcome }
}
$results | Format-Table -Wrap
"$(@($results | Where-Object Outcome -eq 'assigned').Count) assigned, $(@($results | Where-Object Outcome -like 'failed*').Count) failed"
