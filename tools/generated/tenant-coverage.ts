import { type Share, type TypeCoverage, coverage } from '../../src/tenant/edm/coverage.ts';
import { permissions } from '../../src/tenant/edm/permissions/table.ts';

/** `COVERAGE.md`: what the embedded tenant has of the types that it is made for, with denominators. */
export function tenantCoverage(): string {
  const types = coverage();
  const total = (of: (type: TypeCoverage) => Share): string => percent(sum(types.map(of)));
  const all = sum(
    types.flatMap(({ properties, navigations, operations }) => [properties, navigations, operations]),
  );
  return [
    '# What the embedded tenant covers of Microsoft Graph',
    '',
    "Written by `npm run generate` from the sheets in `src/tenant/edm`, counted against Graph's own metadata of v1.0",
    '(August 2026): every documented property, navigation and operation of each type, inherited ones included.',
    'Whatever is missing here answers **501** `notEmulated` and names itself; what Graph does not have answers as Graph',
    'does. Known differences in behaviour: [docs/differences.md](docs/differences.md).',
    '',
    `Over ${types.length} types: properties ${total((type) => type.properties)}, navigations ${total((type) => type.navigations)},`,
    `operations ${total((type) => type.operations)}. Honest 501s: ${percent({ have: all.of - all.have, of: all.of })}.`,
    `${permissions.size} operations have permissions of their own in the sheet.`,
    '',
    '| type | verbs | properties | navigations | operations |',
    '| --- | --- | --: | --: | --: |',
    ...types.map(
      ({ type, verbs, properties, navigations, operations }) =>
        `| ${type} | ${verbsOf(verbs)} | ${fraction(properties)} | ${fraction(navigations)} | ${fraction(operations)} |`,
    ),
    '',
    '## What answers 501',
    '',
    ...types.flatMap(missing),
  ].join('\n');
}

function missing({ type, properties, navigations, operations }: TypeCoverage): string[] {
  const names = [...properties.missing, ...navigations.missing, ...operations.missing];
  return names.length === 0 ? [] : [`- **${type}**: ${names.join(', ')}`];
}

function verbsOf(verbs: readonly string[] | undefined): string {
  if (verbs === undefined) return 'none yet';
  return verbs.length === 0 ? 'read through others' : verbs.join(' ');
}

function fraction({ of, missing: names }: Share): string {
  return of === 0 ? '–' : `${of - names.length} of ${of}`;
}

function sum(shares: readonly Share[]): { readonly have: number; readonly of: number } {
  return {
    have: shares.reduce((total, each) => total + each.of - each.missing.length, 0),
    of: shares.reduce((total, each) => total + each.of, 0),
  };
}

function percent({ have, of }: { readonly have: number; readonly of: number }): string {
  return `${have} of ${of} (${((100 * have) / of).toFixed(0)} %)`;
}
