import { registerHooks } from 'node:module';

type Environment = Readonly<Record<string, string>>;

/** Modules that are an HTTP client besides `fetch` and its like. */
const clientModules = /^(?:node:)?https?$/;
/** A host that has waited this long is idle: a start that is needed at once is not slowed down. */
const idleAfter = 100;
const nowhere = { HTTPS_PROXY: 'http://127.0.0.1:9' };
/** Where undici looks for who sends its requests: Node.js's own of this major version, and older ones that runbooks bring. */
const known = {
  undici: '8.',
  places: ['undici.globalDispatcher.2', 'undici.globalDispatcher.1'].map(Symbol.for),
};

let loaded = false;
let loading: NodeJS.Timeout | undefined;

/** What HTTP clients consist of. The last part is they themselves. */
const parts = ['node:crypto', 'node:tls', 'node:http', 'node:https'];

/**
 * Loads the HTTP clients (35 ms of processor time) while there is nothing else to do: a part at a time, so that a job that
 * comes meanwhile waits for one of them and not for all.
 */
export function loadNetworkWhenIdle(): void {
  const left = [...parts];
  const next = (): void => {
    const part = left.shift();
    if (part === undefined) {
      leadThrough(nowhere);
      loaded = true;
    } else {
      process.getBuiltinModule(part);
      loading = setTimeout(next, 1);
    }
  };
  loading = setTimeout(next, idleAfter);
}

/** Sends every client of Node.js through the job's way out: now if they are loaded, else before they are first used. */
export function enterNetwork(environment: Environment): void {
  clearTimeout(loading);
  if (environment['HTTPS_PROXY'] === undefined) return;
  const enter = (): void => leadThrough(environment);
  if (!loaded && process.versions['undici']?.startsWith(known.undici) === true) beforeFirstUse(enter);
  else enter();
}

/** Got when it is needed: the module brings the HTTP clients along. */
function leadThrough(environment: Environment): void {
  process.getBuiltinModule('node:http').setGlobalProxyFromEnv(environment);
}

interface Dispatcher {
  dispatch(...request: readonly unknown[]): boolean;
}

/**
 * `fetch`, `WebSocket` and `EventSource` ask the global dispatcher with their first request, so there stands one that makes way
 * for the right one then. Not even to look at those globals would do: Node.js loads them when their properties are read.
 */
function beforeFirstUse(enter: () => void): void {
  const globals = globalThis as unknown as Record<symbol, Dispatcher | undefined>;
  const once = (): void => {
    hooks.deregister();
    for (const place of known.places) delete globals[place];
    enter();
  };
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      if (clientModules.test(specifier)) once();
      return next(specifier, context);
    },
  });
  for (const place of known.places) {
    const dispatch: Dispatcher['dispatch'] = (...request) => {
      once();
      return globals[place]!.dispatch(...request);
    };
    Object.defineProperty(globalThis, place, { value: { dispatch }, writable: true, configurable: true });
  }
}
