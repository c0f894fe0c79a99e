import type { Row } from '../state/columns.ts';
import type { Member, SeededGroup } from './seeded.ts';
import type { Site } from './site.ts';

/** A security group unless `kind` or `membershipRule` says otherwise. */
export type GroupFacts = Readonly<Record<string, unknown>> & {
  readonly displayName: string;
  readonly kind?: 'security' | 'microsoft365';
  /** Makes it a dynamic group: `(user.department -eq "Sales")`. */
  readonly membershipRule?: string;
};

export function seededGroup(site: Site, given: string | GroupFacts): SeededGroup {
  const facts: GroupFacts = typeof given === 'string' ? { displayName: given } : given;
  const [known] = site.tenant().state.find('group', 'displayName', facts.displayName);
  return handle(site, known ?? make(site, facts));
}

/** The id of the group of this name, made when it is missing. */
export function groupNamed(site: Site, group: string | SeededGroup): string {
  return (typeof group === 'string' ? seededGroup(site, group) : group).id;
}

function make(site: Site, { kind = 'security', ...facts }: GroupFacts): Row {
  const unified = kind === 'microsoft365';
  const { membershipRule, displayName } = facts;
  return site.graph<Row>('POST', '/groups', {
    mailEnabled: unified,
    securityEnabled: !unified,
    mailNickname: displayName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    groupTypes: [
      ...(unified ? ['Unified'] : []),
      ...(membershipRule === undefined ? [] : ['DynamicMembership']),
    ],
    ...(membershipRule !== undefined && { membershipRuleProcessingState: 'On' }),
    ...facts,
  });
}

function handle(site: Site, { id, displayName }: Row): SeededGroup {
  const refer = (to: 'members' | 'owners', others: readonly Member[]): void => {
    for (const other of others)
      site.graph('POST', `/groups/${id}/${to}/$ref`, {
        '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${other.id}`,
      });
  };
  const group: SeededGroup = {
    id,
    displayName: String(displayName),
    members(...members) {
      refer('members', members);
      return group;
    },
    owners(...owners) {
      refer('owners', owners);
      return group;
    },
    with(properties) {
      site.tenant().state.update('group', id, properties);
      return group;
    },
  };
  return group;
}
