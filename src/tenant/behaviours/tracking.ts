import { directoryObjects, entityNames, sheets } from '../edm/model.ts';
import { readDelta } from '../odata/delta.ts';
import type { Action } from './behaviour.ts';

/** `GET /users/delta` and its like, for every set whose sheet has the function; and all directory objects at once. */
export const trackingActions: Readonly<Record<string, Action>> = {
  ...Object.fromEntries(
    entityNames
      .filter((name) => sheets[name].setFunctions?.includes('delta') === true)
      .map((name): [string, Action] => [
        `${name}.delta`,
        (context, _id, _body, { request }) => readDelta(context, request, sheets[name].set ?? name, [name]),
      ]),
  ),
  'directoryObjects.delta': (context, _id, _body, { request }) =>
    readDelta(context, request, 'directoryObjects', directoryObjects),
};
