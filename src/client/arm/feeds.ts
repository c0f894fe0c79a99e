import type { Transport } from '../transport.ts';
import { type BodyOf, type Resource, apiVersion, flat } from './arm.ts';
import { ClientError } from '../client-error.ts';

export interface FeedProperties {
  /** Of a NuGet feed: v3 ends in `/index.json`. */
  readonly url: string;
  /** Hosts beside its own that it may lead to. */
  readonly hosts: readonly string[];
  /** It lies in a network of one's own. */
  readonly allowPrivate: boolean;
  /** Who signs in to it; null for nobody. */
  readonly userName?: string | null | undefined;
}
export type Feed = Resource<FeedProperties>;

/** Where packages may come from: of the installation, not of an account. */
export interface Feeds {
  /** In the order in which they count. */
  list(): Promise<readonly Feed[]>;
  /** The password goes in and never comes out. */
  put(name: string, feed: FeedProperties & { readonly password?: string | undefined }): Promise<Feed>;
  /** False when there was none. */
  delete(name: string): Promise<boolean>;
}

export function feeds({
  transport,
  subscription,
}: {
  readonly transport: Transport;
  readonly subscription: string;
}): Feeds {
  const base = `/subscriptions/${subscription}/providers/Tenantry.Gallery/feeds`;
  const query = { 'api-version': apiVersion };
  const at = (name: string): string => `${base}/${encodeURIComponent(name)}`;
  return {
    async list() {
      const answer = await transport.call({ path: base, query });
      return answer.json<{ value: Parameters<typeof flat<FeedProperties>>[0][] }>().value.map(flat);
    },
    async put(name, properties) {
      const answer = await transport.call({
        method: 'PUT',
        path: at(name),
        query,
        json: { properties } satisfies BodyOf<'Tenantry_PutFeed'>,
      });
      return flat(answer.json());
    },
    async delete(name) {
      try {
        await transport.call({ method: 'DELETE', path: at(name), query });
        return true;
      } catch (error) {
        if (error instanceof ClientError && error.status === 404) return false;
        throw error;
      }
    },
  };
}
