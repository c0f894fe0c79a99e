import { extensionsColumn, isExtensible, isExtensionName } from '../../edm/extensions.ts';
import type { EntityName } from '../../edm/model.ts';
import type { Path } from './nodes.ts';

/**
 * `extension_<appId>_jobGroup`, or `<schema extension>/courseId`: the value in the column that holds them all. Undefined of
 * any other path. Names are letters, digits and underscores only, so that the statement holds them as they are.
 */
export function extensionOperand(entity: EntityName, [name = '', member, more]: Path): string | undefined {
  if (!isExtensible(entity) || !isExtensionName(name) || more !== undefined) return undefined;
  if (member !== undefined && !/^\w+$/.test(member)) return undefined;
  const place = member === undefined ? `$."${name}"` : `$."${name}"."${member}"`;
  return `json_extract(e."${extensionsColumn}", '${place}')`;
}
