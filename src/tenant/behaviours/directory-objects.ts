import { problem } from '#kernel';

import { directoryObjects } from '../edm/model.ts';
import { demand } from '../odata/demand.ts';
import { shape } from '../odata/shape.ts';
import type { Action } from './behaviour.ts';

/** Source: learn.microsoft.com/graph/api/directoryobject-getbyids. */
const most = 1000;

export const directoryObjectActions: Readonly<Record<string, Action>> = {
  /** Those that are not there are left out, without a word. */
  'directoryObjects.getByIds'(context, _id, body) {
    const { ids, types } = (body ?? {}) as { ids?: unknown; types?: unknown };
    if (!isTexts(ids)) throw problem('GraphPropertyMissing', { property: 'ids', type: 'DirectoryObject' });
    if (ids.length > most)
      throw problem('GraphPropertyInvalid', { property: 'ids', type: 'DirectoryObject' });
    if (types !== undefined && !isTexts(types))
      throw problem('GraphPropertyInvalid', { property: 'types', type: 'DirectoryObject' });
    const wanted = new Set((types ?? directoryObjects).map((type) => type.toLowerCase()));
    const any = wanted.has('directoryobject');
    const value = [...new Set(ids)].flatMap((id) => {
      const entity = context.state.typeOf(id);
      if (entity === undefined || (!any && !wanted.has(entity.toLowerCase()))) return [];
      return [shape(entity, demand(context.state, entity, id), undefined, true)];
    });
    return {
      status: 200,
      body: { '@odata.context': `${context.base}/$metadata#directoryObjects`, value },
    };
  },
};

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
