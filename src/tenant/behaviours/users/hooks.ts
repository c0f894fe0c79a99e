import { problem } from '#kernel';

import type { Context } from '../../odata/request.ts';
import type { Row } from '../../state/columns.ts';
import type { Hooks } from '../behaviour.ts';
import { instant } from '../instant.ts';
import { licencesOf } from '../licences/keep.ts';
import { consume } from '../licences/stock.ts';
import {
  demandAddress,
  demandPrincipalName,
  demandUnique,
  identitiesOf,
  proxyAddresses,
  securityIdentifier,
} from './names.ts';
import type { PasswordProfile } from './password-rules.ts';
import { keepPassword } from './passwords.ts';
import { checkUserValues, legalAgeGroup } from './values.ts';

type Values = Record<string, unknown>;

export const userHooks: Readonly<Record<string, Hooks>> = {
  user: {
    create: createUser,
    update: updateUser,
    remove({ state }, row) {
      for (const { skuId } of licencesOf(row)) consume(state, skuId, -1);
    },
  },
};

/** Source: learn.microsoft.com/graph/api/user-post-users. */
function createUser(context: Context, values: Values, id: string): Values {
  const { state } = context;
  const { passwordProfile, ...rest } = values;
  const upn = String(values['userPrincipalName']);
  const mail = (values['mail'] ?? null) as string | null;
  checkUserValues(rest);
  demandPrincipalName(state, upn);
  if (mail !== null) demandAddress(state, mail);
  if (values['onPremisesImmutableId'])
    demandUnique(state, 'onPremisesImmutableId', String(values['onPremisesImmutableId']));
  demandIdentities(values['identities']);
  keepPassword(context, id, passwordProfile as PasswordProfile, values);
  const now = instant(context);
  return {
    ...rest,
    ...derived(values),
    userType: values['userType'] ?? 'Member',
    createdDateTime: now,
    lastPasswordChangeDateTime: now,
    signInSessionsValidFromDateTime: now,
    mail,
    proxyAddresses: proxyAddresses([], mail),
    identities: identitiesOf(state, upn, values['identities'] as never),
    securityIdentifier: securityIdentifier(id),
    assignedLicenses: [],
    assignedPlans: [],
    provisionedPlans: [],
    licenseAssignmentStates: [],
  };
}

/** Source: learn.microsoft.com/graph/api/user-update. */
function updateUser(context: Context, row: Row, values: Values): Values {
  const { state } = context;
  const { passwordProfile, ...rest } = values;
  demandCloudMastered(row, rest);
  checkUserValues(rest);
  const patch: Values = { ...rest, ...derived({ ...row, ...rest }) };
  if (passwordProfile !== undefined && passwordProfile !== null)
    Object.assign(patch, changePassword(context, row, passwordProfile as PasswordProfile));
  if (rest['userPrincipalName'] !== undefined) {
    const upn = String(rest['userPrincipalName']);
    demandPrincipalName(state, upn, row.id);
    patch['identities'] = identitiesOf(state, upn, (row['identities'] ?? []) as never);
  }
  if (rest['mail'] !== undefined) Object.assign(patch, changeMail(context, row, rest['mail']));
  if (rest['onPremisesImmutableId'])
    demandUnique(state, 'onPremisesImmutableId', String(rest['onPremisesImmutableId']), row.id);
  if (rest['onPremisesExtensionAttributes'] !== undefined) {
    const before = (row['onPremisesExtensionAttributes'] ?? {}) as object;
    patch['onPremisesExtensionAttributes'] = {
      ...before,
      ...(rest['onPremisesExtensionAttributes'] as object),
    };
  }
  return patch;
}

function derived(values: Readonly<Values>): Values {
  return {
    ...(typeof values['usageLocation'] === 'string' && {
      usageLocation: values['usageLocation'].toUpperCase(),
    }),
    legalAgeGroupClassification: legalAgeGroup(values['ageGroup'], values['consentProvidedForMinor']),
  };
}

function changePassword(context: Context, row: Row, profile: PasswordProfile): Values {
  if (profile.password === undefined || profile.password === null) return {};
  keepPassword(context, row.id, profile, row);
  return { lastPasswordChangeDateTime: instant(context), signInSessionsValidFromDateTime: instant(context) };
}

function changeMail({ state }: Context, row: Row, mail: unknown): Values {
  if (mail === null) return { mail: null };
  demandAddress(state, String(mail), row.id);
  return {
    mail,
    proxyAddresses: proxyAddresses((row['proxyAddresses'] ?? []) as readonly string[], String(mail)),
  };
}

/** What Active Directory is the master of. Source: the notes of learn.microsoft.com/graph/api/resources/user. */
const mastered = new Set(
  `businessPhones city companyName country department displayName employeeHireDate employeeId employeeOrgData
  employeeType faxNumber givenName jobTitle mail mailNickname mobilePhone officeLocation onPremisesExtensionAttributes
  onPremisesImmutableId postalCode preferredLanguage state streetAddress surname userPrincipalName`.split(
    /\s+/,
  ),
);

function demandCloudMastered(row: Row, values: Values): void {
  if (row['onPremisesSyncEnabled'] !== true) return;
  if (Object.keys(values).some((name) => mastered.has(name))) throw problem('GraphMasteredOnPremises');
}

/** Accounts of a workforce tenant sign in by name; others are for customers, which this tenant is not. */
function demandIdentities(identities: unknown): void {
  if (identities === undefined || identities === null) return;
  const list = identities as readonly { readonly signInType?: unknown }[];
  const valid =
    Array.isArray(list) &&
    list.every(
      (each) =>
        typeof each?.signInType === 'string' && /^(federated|userPrincipalName)$/.test(each.signInType),
    );
  if (!valid) throw problem('GraphPropertyInvalid', { property: 'identities', type: 'User' });
}
