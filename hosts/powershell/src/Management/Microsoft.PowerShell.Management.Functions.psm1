# mkdir is a function on Windows, where most scripts come from: it takes PowerShell's parameters, and makes parents.
function mkdir {
    [CmdletBinding(DefaultParameterSetName = 'pathSet', SupportsShouldProcess)]
    param(
        [Parameter(ParameterSetName = 'nameSet', Position = 0, ValueFromPipelineByPropertyName)]
        [Parameter(ParameterSetName = 'pathSet', Mandatory, Position = 0, ValueFromPipelineByPropertyName)]
        [string[]] $Path,

        [Parameter(ParameterSetName = 'nameSet', Mandatory, ValueFromPipelineByPropertyName)]
        [AllowNull()]
        [AllowEmptyString()]
        [string] $Name,

        [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)]
        [object] $Value,

        [switch] $Force
    )
    process {
        New-Item -ItemType Directory @PSBoundParameters
    }
}
