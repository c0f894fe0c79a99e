import { type PackageDependency, unique } from './protocol.ts';
import { type XmlElement, childOf, readXml, textOf } from './xml.ts';

export interface Nuspec {
  readonly name: string;
  readonly description?: string;
  readonly dependencies: readonly PackageDependency[];
}

/** The manifest of a package (`<package><metadata>…`); undefined when the text is none. */
export function readNuspec(text: string): Nuspec | undefined {
  const metadata = childOf(readXml(text), 'metadata');
  const name = textOf(metadata, 'id');
  if (name === undefined) return undefined;
  const description = textOf(metadata, 'description');
  const groups = childOf(metadata, 'dependencies')?.children ?? [];
  const each = groups.flatMap((child) => (child.name === 'group' ? child.children : [child]));
  return {
    name,
    ...(description !== undefined && { description }),
    dependencies: unique(each.filter(({ name: kind }) => kind === 'dependency').map(dependencyOf)),
  };
}

function dependencyOf({ attributes }: XmlElement): PackageDependency {
  return { name: attributes['id'] ?? '', range: attributes['version'] ?? '' };
}
