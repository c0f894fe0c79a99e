export { filter, path } from './escape.ts';
export {
  type GraphCall,
  type GraphClient,
  type GraphClientOptions,
  type GraphQuery,
  createGraphClient,
} from './graph-client.ts';
export { GraphError, isGraphError } from './graph-error.ts';
export type { RetryPolicy } from './retry.ts';
