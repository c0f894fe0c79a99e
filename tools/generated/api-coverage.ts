import { type Coverage, type Standing, coverage } from '../../test/conformance/coverage.ts';

const count = (all: readonly { readonly standing: Standing }[], is: Standing['is']): number =>
  all.filter(({ standing }) => standing.is === is).length;

/** `docs/api-coverage.md`: what of Azure Automation's API is served and shown, from the routes and the conformance cases. */
export function apiCoverage(): string {
  const { azure, beside } = coverage();
  const v10 = azure.filter((each) => each.v10);
  const [shown, all] = [count(azure, 'shown'), azure.length];
  return `# Coverage of the Azure Automation API

Generated from the routes (\`src/api\`), the sheet of Azure's operations and the conformance cases (\`test/conformance\`) by
\`npm run generate\`.

**${shown} of ${all} operations** of Azure Automation, api-versions 2015-10-31 to 2024-10-23, are offered: each has a case that
sees its effect through another operation, against the real server; of the ${v10.length} that \`@azure/arm-automation\` 10.1.1 has, it is
that package which calls them (${count(v10, 'shown')}). ${count(azure, 'refused')} are answered and not offered: lists are empty and
everything else is refused with a code. ${count(azure, 'missing')} are not served at all (404).

${missing({ azure, beside })}
## Operations of Azure Automation

"10.1.1" marks what the npm package has; "seen through" is the operation through which the effect is seen.

| operation | path | api-versions | 10.1.1 | seen through |
| --- | --- | --- | --- | --- |
${azure.map(({ operation, method, path, since, until, v10: ofPackage, standing }) => row([`\`${operation}\``, `${method} \`${short(path)}\``, until === undefined ? `since ${since}` : since === until ? since : `${since} to ${until}`, ofPackage ? 'yes' : '', say(standing)])).join('\n')}

\`~\` stands for the path of an automation account.

## Beside them

What clients ask of Azure Resource Manager around an account, and Tenantry's own (\`Tenantry_…\`): ${count(beside, 'shown')} of
${beside.length} are shown in the same way.

| operation | path | seen through |
| --- | --- | --- |
${beside.map(({ route, standing }) => row([`\`${route.operation}\``, `${route.method} \`${short(route.path)}\``, say(standing)])).join('\n')}
`;
}

function missing({ azure }: Coverage): string {
  const names = azure
    .filter(({ standing }) => standing.is === 'missing')
    .map(({ operation }) => `\`${operation}\``);
  return names.length === 0 ? '' : `Not served: ${names.join(', ')}.\n`;
}

function say(standing: Standing): string {
  if (standing.is === 'shown') return `\`${standing.through}\``;
  return { refused: 'not offered, and says so', missing: 'not served', unproven: 'served, no case yet' }[
    standing.is
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function short(path: string): string {
  return path.replace(/^.*\/automationaccounts\/(?::account|\{\})/i, '~').replaceAll(/:(\w+)/g, '{$1}');
}
