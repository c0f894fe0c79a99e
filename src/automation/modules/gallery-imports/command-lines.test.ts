import { expect, test } from 'vitest';

import { linesNaming } from './command-lines.ts';

const script = `# Get-Old is gone
<#
  Get-Old
#>
Get-Old -Name x | Get-OldThing   # and Get-Old
$x = get-old; Import-Get-Old
Get-New -Fast:$true -Name#1
`;

test('lines that name a command are found by whole words, without comments and without regard to case', () => {
  expect(linesNaming(script, ['Get-Old'])).toEqual([
    { line: 5, command: 'Get-Old' },
    { line: 6, command: 'Get-Old' },
  ]);
});

test('a parameter counts in a line with its command', () => {
  expect(linesNaming(script, [], [{ command: 'Get-New', parameters: ['Fast', 'Slow'] }])).toEqual([
    { line: 7, command: 'Get-New', parameter: 'Fast' },
  ]);
  expect(linesNaming(script, [], [{ command: 'Get-Old', parameters: ['Fast', 'Nam'] }])).toEqual([]);
});
