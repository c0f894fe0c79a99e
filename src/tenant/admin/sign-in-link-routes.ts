import type { FastifyInstance, FastifyRequest } from 'fastify';

import { isoTime, problem } from '#kernel';

import { findUser } from '../entra/users/password-sign-in.ts';
import { demandEnabled } from '../entra/users/user-checks.ts';
import { originOf } from '../server/origin.ts';
import type { Row } from '../state/columns.ts';
import type { TenantState } from '../state/state.ts';
import type { Tenants } from './tenants.ts';

type OfTenant = FastifyRequest<{ Params: { name: string } }>;

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

/** Links that sign a person in once: seeded people have no passwords, and somebody has to be the first. */
export function signInLinkRoutes(admin: FastifyInstance, tenants: Tenants): void {
  admin.post('/tenants/:name/signInLinks', (request: OfTenant, reply) => {
    const { entra, state } = tenants.get(request.params.name);
    const { userPrincipalName, returnTo } = (request.body ?? {}) as {
      userPrincipalName?: string;
      returnTo?: string;
    };
    if (typeof returnTo !== 'string' || !returnTo.startsWith('https://') || !URL.canParse(returnTo))
      throw problem('SignInLinkTarget');
    const user =
      userPrincipalName === undefined ? firstAdministrator(state) : findUser(entra, userPrincipalName);
    if (user === undefined) throw problem('SignInLinkUser', { user: userPrincipalName ?? '' });
    demandEnabled(user);
    const { secret, expires } = entra.links.make({ userId: user.id, returnTo });
    return reply.code(201).send({
      url: `${originOf(request)}/signinlink?link=${secret}`,
      expiresAt: isoTime(expires),
      userId: user.id,
      userPrincipalName: user['userPrincipalName'],
      displayName: user['displayName'],
    });
  });
}

/** Whoever is it for the whole tenant, in the order in which they were made. */
function firstAdministrator(state: TenantState): Row | undefined {
  return state
    .all('unifiedRoleAssignment')
    .filter((each) => each['roleDefinitionId'] === globalAdministrator && each['directoryScopeId'] === '/')
    .map((each) => state.get('user', String(each['principalId'])))
    .find((user) => user !== undefined && user['accountEnabled'] !== false);
}
