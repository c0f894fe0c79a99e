import { type Account, type Activity, type Automation, armId } from '#automation';

import { listOf, skipToken } from '../http/paging.ts';
import { type Route, type RouteContext, accountPath } from '../http/routes.ts';

const account = 'Microsoft.Automation/automationAccounts';

/** One set of parameters: which of them belong together is not told by an import test, nor are their types. */
function show(of: Account, { module, name, parameters, createdAt, modifiedAt }: Activity): unknown {
  return {
    id: `${armId(of)}/modules/${module}/activities/${name}`,
    name,
    properties: {
      definition: '',
      description: null,
      parameterSets:
        parameters.length === 0
          ? []
          : [
              {
                name: '__AllParameterSets',
                parameters: parameters.map((parameter) => ({ name: parameter, validationSet: [] })),
              },
            ],
      outputTypes: [],
      creationTime: createdAt.toISOString(),
      lastModifiedTime: modifiedAt.toISOString(),
    },
  };
}

/**
 * The commands of modules, as Azure lists them for graphical authoring. Azure has none for modules of PowerShell 7; Tenantry has
 * one PowerShell and its modules have one address, so there they are. Of .NET types nothing is read: they have no fields here.
 */
export function activityRoutes({ activities, modules }: Automation): Route[] {
  const path = `${accountPath}/modules/:module`;
  const moduleOf = (context: RouteContext): string => context.path['module'] ?? '';
  const noFields = async (context: RouteContext) => {
    await modules.get((await context.account()).id, moduleOf(context));
    return { value: [] };
  };
  return [
    {
      operation: 'Activity_ListByModule',
      method: 'GET',
      path: `${path}/activities`,
      action: `${account}/modules/activities/read`,
      pages: true,
      async handle(context) {
        const of = await context.account();
        const page = await activities.list(of.id, moduleOf(context), skipToken(context));
        return listOf(context, page, (activity) => show(of, activity));
      },
    },
    {
      operation: 'Activity_Get',
      method: 'GET',
      path: `${path}/activities/:activity`,
      action: `${account}/modules/activities/read`,
      async handle(context) {
        const of = await context.account();
        return show(of, await activities.get(of.id, moduleOf(context), context.path['activity'] ?? ''));
      },
    },
    {
      operation: 'Fields_ListByType',
      method: 'GET',
      path: `${path}/types/:type/fields`,
      action: `${account}/modules/types/fields/read`,
      handle: noFields,
    },
    {
      operation: 'ObjectDataTypes_ListFieldsByModuleAndType',
      method: 'GET',
      path: `${path}/objectdatatypes/:type/fields`,
      action: `${account}/modules/objectDataTypes/fields/read`,
      handle: noFields,
    },
    {
      operation: 'ObjectDataTypes_ListFieldsByType',
      method: 'GET',
      path: `${accountPath}/objectdatatypes/:type/fields`,
      action: `${account}/objectDataTypes/fields/read`,
      async handle(context) {
        await context.account();
        return { value: [] };
      },
    },
  ];
}
