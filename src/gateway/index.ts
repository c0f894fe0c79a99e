export { type Gateway, createGateway } from './gateway.ts';
export type { GatewayPort } from './port.ts';
export type { GatewayCall, GatewaySession, GatewayToken } from './session.ts';
