import { createHash } from 'node:crypto';

import { problem } from '#kernel';

import { demand } from '../odata/demand.ts';
import { shape } from '../odata/shape.ts';
import type { Context } from '../odata/request.ts';
import type { Row } from '../state/columns.ts';
import type { Action, Computed, Hooks } from './behaviour.ts';

const nameRule = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;
const services = [
  'Email',
  'Sharepoint',
  'EmailInternalRelayOnly',
  'OfficeCommunicationsOnline',
  'SharePointDefaultDomain',
  'FullRedelegation',
  'SharePointPublic',
  'OrgIdAuthentication',
  'Yammer',
  'Intune',
];
/** Source: learn.microsoft.com/graph/api/domain-forcedelete. */
const mostRenamed = 1000;

export const domainHooks: Readonly<Record<string, Hooks>> = {
  domain: {
    /** Source: learn.microsoft.com/graph/api/domain-post-domains: to be verified before it is of use. */
    create({ state }, values) {
      const name = String(values['id']).toLowerCase();
      if (!nameRule.test(name) || name.endsWith('.onmicrosoft.com')) throw invalid('id');
      if (state.get('domain', name, []) !== undefined) throw problem('GraphDomainExists', { name });
      const root = rootOf(state.all('domain'), name);
      return {
        authenticationType: 'Managed',
        availabilityStatus: null,
        isAdminManaged: true,
        isDefault: false,
        isInitial: false,
        isRoot: root === undefined,
        // A name below one that is verified needs no proof of its own.
        isVerified: root?.['isVerified'] === true,
        manufacturer: null,
        model: null,
        passwordNotificationWindowInDays: 14,
        passwordValidityPeriodInDays: 2147483647,
        state: null,
        supportedServices: [],
        ...values,
        id: name,
      };
    },
    update(context, row, values) {
      if (values['id'] !== undefined && values['id'] !== row.id) throw invalid('id');
      if (row['isVerified'] !== true) throw problem('GraphDomainNotVerified', { name: row.id });
      const supported = values['supportedServices'];
      if (Array.isArray(supported) && !supported.every((each) => services.includes(String(each))))
        throw invalid('supportedServices');
      if (values['isDefault'] === false && row['isDefault'] === true) throw invalid('isDefault');
      if (values['isDefault'] === true) makeDefault(context, row.id);
      return values;
    },
    remove(context, row) {
      if (row['isInitial'] === true || row['isDefault'] === true)
        throw problem('GraphDomainKept', { name: row.id });
      if (references(context, row.id).length > 0) throw problem('GraphDomainInUse', { name: row.id });
    },
  },
};

export const domainActions: Readonly<Record<string, Action>> = {
  /** There is no name server to ask: the record counts as found. */
  'domain.verify'(context, id) {
    const row = demand(context.state, 'domain', id);
    if (row['isVerified'] === true) throw problem('GraphDomainVerified', { name: row.id });
    context.state.update('domain', row.id, {
      isVerified: true,
      supportedServices: ['Email', 'OfficeCommunicationsOnline'],
    });
    const organization = context.state.all('organization')[0];
    if (organization !== undefined)
      context.state.update('organization', organization.id, {
        verifiedDomains: [
          ...((organization['verifiedDomains'] ?? []) as object[]),
          {
            capabilities: 'Email, OfficeCommunicationsOnline',
            isDefault: false,
            isInitial: false,
            name: row.id,
            type: 'Managed',
          },
        ],
      });
    return {
      status: 200,
      body: {
        '@odata.context': `${context.base}/$metadata#domains/$entity`,
        ...shape('domain', demand(context.state, 'domain', row.id), undefined),
      },
    };
  },
  /** A verified subdomain becomes a root of its own. */
  'domain.promote'(context, id) {
    const row = demand(context.state, 'domain', id);
    if (row['isVerified'] !== true) throw problem('GraphDomainNotVerified', { name: row.id });
    context.state.update('domain', row.id, { isRoot: true });
    return { status: 200, body: { '@odata.context': `${context.base}/$metadata#Edm.Boolean`, value: true } };
  },
  /** Whoever bears the name gets the initial domain's instead; then it goes. Graph does so later, and answers at once. */
  'domain.forceDelete'(context, id, body) {
    const row = demand(context.state, 'domain', id);
    if (row['isInitial'] === true || row['isDefault'] === true)
      throw problem('GraphDomainKept', { name: row.id });
    const users = references(context, row.id).filter(({ type }) => type === 'user');
    if (users.length > mostRenamed) throw problem('GraphDomainInUse', { name: row.id });
    const initial = context.state.all('domain').find((each) => each['isInitial'] === true)?.id;
    const disable = (body as { disableUserAccounts?: unknown } | undefined)?.disableUserAccounts === true;
    for (const { row: user } of users) {
      const [alias] = String(user['userPrincipalName']).split('@');
      context.state.update('user', user.id, {
        userPrincipalName: `${alias}@${initial ?? row.id}`,
        ...(disable && { accountEnabled: false }),
      });
    }
    context.state.remove('domain', row.id);
    return { status: 204 };
  },
};

export const domainComputed: Readonly<Record<string, Computed>> = {
  'domain.domainNameReferences': (context, id) => references(context, id).map(({ row }) => row),
  'domain.rootDomain'({ state }, id) {
    const row = demand(state, 'domain', id);
    const root = row['isRoot'] === true ? undefined : rootOf(state.all('domain'), row.id);
    return root === undefined ? [] : [root];
  },
  'domain.verificationDnsRecords'({ state }, id) {
    const row = demand(state, 'domain', id);
    const code = `MS=ms${
      createHash('sha256')
        .update(`${state.setting('tenant-id')}:${row.id}`)
        .digest()
        .readUInt32BE() % 100_000_000
    }`;
    return [
      record(row, 'Txt', { text: code }),
      record(row, 'Mx', { mailExchange: `${code.replace('MS=', '')}.msv1.invalid`, preference: 32767 }),
    ];
  },
  'domain.serviceConfigurationRecords'({ state }, id) {
    const row = demand(state, 'domain', id);
    const dashed = row.id.replaceAll('.', '-');
    if (row['isVerified'] !== true) return [];
    return [
      record(row, 'Mx', {
        mailExchange: `${dashed}.mail.protection.outlook.com`,
        preference: 0,
        supportedService: 'Email',
      }),
      record(row, 'Txt', {
        text: 'v=spf1 include:spf.protection.outlook.com -all',
        supportedService: 'Email',
      }),
      record(row, 'CName', {
        canonicalName: 'autodiscover.outlook.com',
        label: `autodiscover.${row.id}`,
        supportedService: 'Email',
      }),
    ];
  },
};

function record(domain: Row, kind: 'Txt' | 'Mx' | 'CName', values: Readonly<Record<string, unknown>>): Row {
  const odataType = kind === 'CName' ? 'domainDnsCnameRecord' : `domainDns${kind}Record`;
  const id = createHash('sha256')
    .update(JSON.stringify([domain.id, kind, values]))
    .digest('hex');
  const guid = `${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20, 32)}`;
  return {
    isOptional: false,
    label: domain.id,
    recordType: kind,
    supportedService: '',
    ttl: 3600,
    ...values,
    odataType,
    id: guid,
  };
}

/** Users by their names and addresses, groups by their addresses. */
function references(
  { state }: Context,
  domain: string,
): { readonly type: 'user' | 'group'; readonly row: Row }[] {
  const ending = `%@${domain.replaceAll(/[\\%_]/g, '\\$&')}`;
  const users = state.select(
    `select id from e_user where "userPrincipalName" like ? escape '\\' or "mail" like ? escape '\\' limit 2000`,
    [ending, ending],
  );
  const groups = state.select(`select id from e_group where "mail" like ? escape '\\' limit 2000`, [ending]);
  return [
    ...users.map(({ id }) => ({ type: 'user' as const, row: demand(state, 'user', String(id)) })),
    ...groups.map(({ id }) => ({ type: 'group' as const, row: demand(state, 'group', String(id)) })),
  ];
}

function rootOf(domains: readonly Row[], name: string): Row | undefined {
  return domains.find((each) => name !== each.id && name.endsWith(`.${each.id}`) && each['isRoot'] === true);
}

function makeDefault({ state }: Context, id: string): void {
  for (const each of state.all('domain'))
    if (each['isDefault'] === true && each.id !== id) state.update('domain', each.id, { isDefault: false });
}

function invalid(property: string): Error {
  return problem('GraphPropertyInvalid', { property, type: 'Domain' });
}
