import { rowsOf } from '../rows.ts';

export const rows = rowsOf('Add-Type', [
  [
    '-AssemblyName',
    `Add-Type -AssemblyName System.Web.HttpUtility; [System.Web.HttpUtility]::UrlEncode('a b')`,
    `a+b`,
  ],
  [
    'an assembly that is not there',
    `Add-Type -AssemblyName No.Such.Assembly`,
    `error PathNotFound,Microsoft.PowerShell.Commands.AddTypeCommand: Cannot find path '<dir>/No.Such.Assembly.dll' because it does not exist.`,
  ],
  [
    '-Path of a file that is not there',
    `Add-Type -LiteralPath nope.dll`,
    `error System.IO.FileNotFoundException,Microsoft.PowerShell.Commands.AddTypeCommand: Could not load file or assembly '<dir>/nope.dll'. The system cannot find the file specified.`,
  ],
  [
    '-Path and -PassThru',
    `(Add-Type -Path ([System.Management.Automation.PSObject].Assembly.Location) -PassThru).Name -contains 'PSObject'`,
    `True`,
  ],
]);
