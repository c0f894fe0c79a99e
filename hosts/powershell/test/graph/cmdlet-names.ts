/**
 * Names of Graph's cmdlets, derived from method and path by Microsoft's rules (github.com/microsoftgraph/msgraph-sdk-powershell,
 * readme.graph.md and the modules' own; github.com/Azure/autorest.powershell: words in the singular, and a word never
 * twice in a row). A second way to the names, which knows nothing of the table that the modules are made from.
 */

/** What Microsoft calls a path, where it is not the path's own words: the first that fits. */
const renamed: readonly (readonly [RegExp, string])[] = [
  [/^\/identityGovernance\/entitlementManagement(?=\/|$)/, '/entitlementManagement'],
  [/^\/identityGovernance\/termsOfUse\//, '/'],
  [/^\/identityProtection\//, '/'],
  [/^\/identity\/identityProviders(?=\/|$)/, '/identityProviders'],
  [/^\/admin\/serviceAnnouncement(?=\/|$)/, '/serviceAnnouncement'],
  [/^(\/(?:users|groups|sites)\/\{[^}]+\})\/drive(?=\/|$)/, '$1/defaultDrive'],
  [/^(\/users\/\{user-id\})\/calendar$/, '$1/defaultCalendar'],
  [/\/todo\/lists\/(\{[^}]+\})\/tasks(?=\/|$)/, '/todo/$1/tasks'],
  [/^\/groups\/\{group-id\}\/groupLifecyclePolicies(?=\/|$)/, '/groups/lifecyclePolicyByGroup'],
  [/\(appId='\{appId\}'\)$/, '/byAppId'],
  [/\(uniqueName='\{uniqueName\}'\)$/, '/byUniqueName'],
];

const verbs: Readonly<Record<string, string>> = {
  GET: 'Get',
  POST: 'New',
  PATCH: 'Update',
  PUT: 'Set',
  DELETE: 'Remove',
};

const singulars: Readonly<Record<string, string>> = {
  people: 'person',
  children: 'child',
  skus: 'sku',
  ins: 'in',
};
/** Words that end in an s of their own; names such as Windows stay as they are. */
const ownS = /(?:ss|us|is|as|windows)$/;

/** The names of the cmdlet for a method and a path, without regard to capitals: references have a short one as well. */
export function derivedNames(method: string, path: string): string[] {
  const whole = derivedName(method, path, true);
  const short = derivedName(method, path, false);
  // New-MgGroupMember is another name of New-MgGroupMemberByRef.
  return method === 'POST' && short.endsWith('byref') ? [whole, short, short.slice(0, -5)] : [whole, short];
}

function derivedName(method: string, path: string, withType: boolean): string {
  const known = renamed.reduce((one, [from, to]) => one.replace(from, to), path);
  const words: string[] = [];
  const add = (word: string): void => {
    if (words.at(-1) !== word) words.push(word);
  };
  const segments = known.split('/').filter((segment) => segment !== '');
  for (const [at, segment] of segments.entries()) {
    if (segment === '$ref') words.push(...(withType ? reference(method, segments[at - 1]!) : ['by', 'ref']));
    else if (segment === '$count') add('count');
    else if (segment === '$value') add('content');
    else if (!segment.startsWith('{')) for (const word of segmentWords(segment)) add(word);
  }
  return `${verbs[method]}-Mg${collapsed(words).join('')}`.toLowerCase();
}

/** `ByRef`; where one of many is taken out, also what it is. */
function reference(method: string, before: string): string[] {
  const key = /^\{(\w+)-id\d*\}$/.exec(before)?.[1];
  return method === 'DELETE' && key !== undefined ? [...split(key), 'by', 'ref'] : ['by', 'ref'];
}

function segmentWords(segment: string): string[] {
  const cast = /^microsoft\.graph\.(.+)$/.exec(segment)?.[1];
  if (cast !== undefined) return ['as', ...split(cast)];
  const call = /^(?:get(?=[A-Z]))?([^(]*)\(/.exec(segment)?.[1];
  return split(call ?? segment);
}

function split(segment: string): string[] {
  const parts = segment.match(/[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [];
  return parts.map((part) => singular(part.toLowerCase()));
}

function singular(word: string): string {
  if (singulars[word] !== undefined) return singulars[word];
  if (ownS.test(word) || word.length < 4) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:statuses|xes|zes|ches|shes|sses|aliases)$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

function collapsed(words: readonly string[]): string[] {
  return words.filter((word, at) => word !== words[at - 1]);
}
