export { type ApiOptions, apiRoutes, createApi, createLinkServer } from './api.ts';
export { managementAudiences } from './cloud/endpoints.ts';
export type { DirectoryAddresses } from './cloud/metadata.ts';
export { type WebhookListenerOptions, createWebhookListener } from './webhooks/listener.ts';
export { type WorkerListenerOptions, createWorkerListener } from './worker-link/worker-listener.ts';
export type { Route } from './http/routes.ts';
export { type SignInOptions, type TokenCheck, createTokenCheck } from './sign-in/token-check.ts';
