<#
.SYNOPSIS
    Subscriptions with bought, used and free licences, as a table and as CSV.
#>
param(
    [int]$WarnBelow = 10,
    [string]$CsvPath = (Join-Path $env:TEMP 'licences.csv')
)

Connect-MgGraph -Identity -NoWelcome

$report = foreach ($sku in Get-MgSubscribedSku -All) {
    [pscustomobject]@{
        Product = $sku.SkuPartNumber
        Bought  = $sku.PrepaidUnits.Enabled
        Used    = $sku.ConsumedUnits
        Free    = $sku.PrepaidUnits.Enabled - $sku.ConsumedUnits
        Plans   = ($sku.ServicePlans | Measure-Object).Count
    }
}

$report | Sort-Object Free | Format-Table -AutoSize
$report | Export-Csv -Path $CsvPath -NoTypeInformation -Encoding utf8
foreach ($short in $report | Where-Object Free -lt $WarnBelow) {
    Write-Warning "$($short.Product): only $($short.Free) left of $($short.Bought)"
}
"Written: $((Import-Csv $CsvPath).Count) rows"
