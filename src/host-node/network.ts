import { setGlobalProxyFromEnv } from 'node:http';
import { registerHooks } from 'node:module';

type Environment = Readonly<Record<string, string>>;

/** Globals behind which Node.js keeps its HTTP client, and modules that are another: 35 ms to load them all. */
const clients = ['fetch', 'WebSocket', 'EventSource'];
const clientModules = /^(?:node:)?https?$/;
/** A host that has waited this long is idle: a start that is needed at once is not slowed down. */
const idleAfter = 100;
const nowhere = { HTTPS_PROXY: 'http://127.0.0.1:9' };

let loaded = false;
let loading: NodeJS.Timeout | undefined;

/** Loads the HTTP clients while there is nothing else to do. */
export function loadNetworkWhenIdle(): void {
  loading = setTimeout(() => {
    setGlobalProxyFromEnv(nowhere);
    loaded = true;
  }, idleAfter);
}

/** Sends every client of Node.js through the job's way out: now if they are loaded, else before they are first used. */
export function enterNetwork(environment: Environment): void {
  clearTimeout(loading);
  if (environment['HTTPS_PROXY'] === undefined) return;
  const enter = (): void => void setGlobalProxyFromEnv(environment);
  if (loaded) enter();
  else beforeFirstUse(enter);
}

function beforeFirstUse(enter: () => void): void {
  const originals = clients.flatMap((name) => {
    const original = Object.getOwnPropertyDescriptor(globalThis, name);
    return original === undefined ? [] : [{ name, original }];
  });
  let entered = false;
  const once = (): void => {
    if (entered) return;
    entered = true;
    hooks.deregister();
    for (const { name, original } of originals) Object.defineProperty(globalThis, name, original);
    enter();
  };
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      if (clientModules.test(specifier)) once();
      return next(specifier, context);
    },
  });
  for (const { name, original } of originals) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      enumerable: original.enumerable ?? false,
      get() {
        once();
        return Reflect.get(globalThis, name) as unknown;
      },
      set(value: unknown) {
        once();
        Reflect.set(globalThis, name, value);
      },
    });
  }
}
