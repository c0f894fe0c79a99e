import { problem } from '#kernel';

import { methodCollections } from '../../edm/authentication-method.ts';
import type { Action, Computed } from '../behaviour.ts';
import { demandMethod } from './answers.ts';
import { addEmail, changeEmail } from './emails.ts';
import { methodsOf } from './methods.ts';
import { addPass } from './passes.ts';
import { addPhone, changePhone, setSmsSignIn } from './phones.ts';
import { resetPassword } from './reset-password.ts';

const collections = Object.entries(methodCollections);

export const authenticationComputed: Readonly<Record<string, Computed>> = Object.fromEntries(
  collections.map(([name, type]): [string, Computed] => [
    `user.authentication/${name}`,
    (context, userId) =>
      methodsOf(context, userId).filter((row) => type === undefined || row['odataType'] === type),
  ]),
);

/** Every method but the password can be taken away. */
const removals: Readonly<Record<string, Action>> = Object.fromEntries(
  collections
    .filter(([name]) => name !== 'passwordMethods')
    .map(([name, type]): [string, Action] => [
      `user.authentication/${name}.delete`,
      (context, userId, _body, { parameters }) => {
        const row = demandMethod(context, userId, parameters['id'] ?? '', type);
        context.state.remove('authenticationMethod', row.id);
        return { status: 204 };
      },
    ]),
);

export const authenticationActions: Readonly<Record<string, Action>> = {
  ...removals,
  'user.authentication/phoneMethods.create': addPhone,
  'user.authentication/phoneMethods.update': changePhone,
  'user.authentication/emailMethods.create': addEmail,
  'user.authentication/emailMethods.update': changeEmail,
  'user.authentication/temporaryAccessPassMethods.create': addPass,
  'authenticationMethod.resetPassword': (context, id, body, { scope }) =>
    resetPassword(context, ownerOf(scope), id, body),
  'authenticationMethod.enableSmsSignIn': (context, id, _body, { scope }) =>
    setSmsSignIn(context, ownerOf(scope), id, 'ready'),
  'authenticationMethod.disableSmsSignIn': (context, id, _body, { scope }) =>
    setSmsSignIn(context, ownerOf(scope), id, 'notEnabled'),
};

function ownerOf(scope: { readonly id: string } | undefined): string {
  if (scope === undefined) throw problem('GraphMethodNotAllowed');
  return scope.id;
}
