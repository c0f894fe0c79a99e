import { describedRoutes } from '../../src/api/described-routes.ts';
import { describeApi } from '../../src/api/openapi/openapi.ts';

/** `docs/openapi.json`: what `GET /openapi.json` answers, one operation a line, so that a change of the API is read as one. */
export function openApi(): string {
  const { paths, components, ...head } = describeApi(describedRoutes());
  const lines = Object.entries(paths).map(([path, operations]) => {
    const each = Object.entries(operations).map(
      ([method, operation]) => `      ${JSON.stringify(method)}: ${JSON.stringify(operation)}`,
    );
    return `    ${JSON.stringify(path)}: {\n${each.join(',\n')}\n    }`;
  });
  const rest = Object.entries({ ...head, components }).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n${rest.join(',\n')},\n  "paths": {\n${lines.join(',\n')}\n  }\n}\n`;
}
