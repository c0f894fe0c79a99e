import http, { setGlobalProxyFromEnv } from 'node:http';
import https from 'node:https';

type Environment = Readonly<Record<string, string>>;

/** Globals behind which Node.js keeps its HTTP client, which takes 25 ms to load. */
const clients = ['fetch', 'WebSocket', 'EventSource'];
/** A host that has waited this long is idle: a start that is needed at once is not slowed down. */
const idleAfter = 100;
const nowhere = { HTTPS_PROXY: 'http://127.0.0.1:9' };

let loaded = false;
let loading: NodeJS.Timeout | undefined;

/** Loads the HTTP client while there is nothing else to do. */
export function loadNetworkWhenIdle(): void {
  loading = setTimeout(() => {
    setGlobalProxyFromEnv(nowhere);
    loaded = true;
  }, idleAfter);
}

/** Sends every client of Node.js through the job's way out. A client that is not loaded yet is sent there when it is. */
export function enterNetwork(environment: Environment): void {
  clearTimeout(loading);
  if (environment['HTTPS_PROXY'] === undefined) return;
  if (loaded) {
    setGlobalProxyFromEnv(environment);
    return;
  }
  const agent = { keepAlive: true, timeout: 5_000, proxyEnv: environment };
  http.globalAgent = new http.Agent(agent);
  https.globalAgent = new https.Agent(agent);
  onFirstUse(clients, () => setGlobalProxyFromEnv(environment));
}

/** Calls `load` when the first of the globals is looked at. */
function onFirstUse(names: readonly string[], load: () => void): void {
  const originals = names.flatMap((name) => {
    const original = Object.getOwnPropertyDescriptor(globalThis, name);
    return original === undefined ? [] : [{ name, original }];
  });
  const restore = (): void => {
    for (const { name, original } of originals) Object.defineProperty(globalThis, name, original);
  };
  for (const { name, original } of originals) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      enumerable: original.enumerable ?? false,
      get() {
        restore();
        load();
        return Reflect.get(globalThis, name) as unknown;
      },
      set(value: unknown) {
        restore();
        load();
        Reflect.set(globalThis, name, value);
      },
    });
  }
}
