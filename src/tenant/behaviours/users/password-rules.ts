import { problem } from '#kernel';

/** Source: learn.microsoft.com/graph/api/resources/passwordprofile. */
export interface PasswordProfile {
  readonly password?: unknown;
  readonly forceChangePasswordNextSignIn?: unknown;
  readonly forceChangePasswordNextSignInWithMfa?: unknown;
}

/** Who gets it: his names make it easy to guess, his policies may ask for less. */
export type PasswordOwner = Readonly<Record<string, unknown>>;

/**
 * Words that Microsoft's global list surely has; the list itself is not published. Source of the scoring:
 * learn.microsoft.com/entra/identity/authentication/concept-password-ban-bad: a banned word counts one point, every
 * other character one, and five are demanded.
 */
const banned = ['password', 'qwerty', 'letmein', 'welcome', 'iloveyou', 'administrator', 'microsoft'];

/** 8 to 256 characters of three of four kinds, and not easily guessed. Source: …/concept-sspr-policy. */
export function demandStrongPassword(password: unknown, owner: PasswordOwner): asserts password is string {
  if (typeof password !== 'string')
    throw problem('GraphPropertyMissing', { property: 'password', type: 'User' });
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(password)).length;
  const strongEnough = kinds >= 3 || /DisableStrongPassword/i.test(String(owner['passwordPolicies'] ?? ''));
  if (password.length < 8 || password.length > 256 || !strongEnough) throw problem('GraphPasswordWeak');
  if (score(password) < 5 || namesOwner(password, owner)) throw problem('GraphPasswordWeak');
}

function score(password: string): number {
  let rest = normalise(password);
  let points = 0;
  for (const word of banned) {
    while (rest.includes(normalise(word))) {
      rest = rest.replace(normalise(word), '');
      points += 1;
    }
  }
  return points + rest.length;
}

/** The names of the owner, where they have more than three letters. */
function namesOwner(password: string, owner: PasswordOwner): boolean {
  const [alias = ''] = String(owner['userPrincipalName'] ?? '').split('@');
  return [alias, String(owner['givenName'] ?? ''), String(owner['surname'] ?? '')]
    .filter((name) => name.length > 3)
    .some((name) => normalise(password).includes(normalise(name)));
}

/** Common substitutions are undone. Source: the same page. */
function normalise(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('0', 'o')
    .replaceAll('1', 'l')
    .replaceAll('$', 's')
    .replaceAll('@', 'a');
}
