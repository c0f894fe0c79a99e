const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Message ids, delta tokens and their kin: long, and not a word. */
const opaque = /^(?=.*\d)[\w=%.+-]{20,}$/;

/** The path without what identifies people and things, and without the query: what may stand in a record of calls. */
export function pathTemplate(path: string): string {
  return (path.split('?')[0] ?? '')
    .split('/')
    .map((segment) => template(decoded(segment)))
    .join('/');
}

function template(segment: string): string {
  const keyed = /^([\w.]+)\((.+)\)$/.exec(segment);
  if (keyed !== null) return `${keyed[1]}({id})`;
  const identifies =
    guid.test(segment) || segment.includes('@') || /^\d+$/.test(segment) || opaque.test(segment);
  return identifies ? '{id}' : segment;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '{id}';
  }
}
