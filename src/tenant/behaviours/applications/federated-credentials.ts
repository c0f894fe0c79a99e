import { problem } from '#kernel';

import type { Context } from '../../odata/request.ts';
import type { Row } from '../../state/columns.ts';
import type { Hooks } from '../behaviour.ts';

/** Source: learn.microsoft.com/graph/api/resources/federatedidentitycredentials-overview. */
const most = 20;
const longest = 600;

type Values = Readonly<Record<string, unknown>>;

export const federatedCredentialHooks: Readonly<Record<string, Hooks>> = {
  federatedIdentityCredential: {
    create(context, values, _id, scope) {
      const parent = scope?.entity === 'servicePrincipal' ? 'servicePrincipalId' : 'applicationId';
      const others = context.state.find('federatedIdentityCredential', parent, String(values[parent]));
      if (others.length >= most) throw problem('GraphFederatedTooMany', { most });
      check(values);
      const { name } = values;
      if (others.some((each) => each['name'] === name))
        throw problem('GraphFederatedNameTaken', { name: String(name) });
      demandOwnSubject(values, others);
      return { description: null, ...values };
    },
    update(context, row, values) {
      if (values['name'] !== undefined && values['name'] !== row['name']) throw invalid('name');
      const after = { ...row, ...values };
      check(after);
      demandOwnSubject(after, siblings(context, row));
      return values;
    },
  },
};

function siblings(context: Context, row: Row): Row[] {
  const parent = row['applicationId'] === null ? 'servicePrincipalId' : 'applicationId';
  return context.state
    .find('federatedIdentityCredential', parent, String(row[parent]))
    .filter(({ id }) => id !== row.id);
}

function check(values: Values): void {
  const { name, issuer, subject, audiences, description } = values;
  if (typeof name !== 'string' || !/^[A-Za-z0-9][A-Za-z0-9_-]{2,119}$/.test(name)) throw invalid('name');
  if (typeof issuer !== 'string' || issuer.length > longest || !/^https:\/\/\S+$/.test(issuer))
    throw invalid('issuer');
  if (typeof subject !== 'string' || subject === '' || subject.length > longest) throw invalid('subject');
  const one = Array.isArray(audiences) && audiences.length === 1 ? String(audiences[0]) : '';
  if (one === '' || one.length > longest) throw invalid('audiences');
  if (typeof description === 'string' && description.length > longest) throw invalid('description');
}

/** Compared as they are: Entra heeds their case. */
function demandOwnSubject({ issuer, subject }: Values, others: readonly Row[]): void {
  if (others.some((each) => each['issuer'] === issuer && each['subject'] === subject))
    throw problem('GraphFederatedSubjectTaken', { issuer: String(issuer), subject: String(subject) });
}

function invalid(property: string): Error {
  return problem('GraphFederatedInvalid', { property });
}
