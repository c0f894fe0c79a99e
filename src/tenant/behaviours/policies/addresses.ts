import { BlockList, isIP } from 'node:net';

/** Source: learn.microsoft.com/graph/api/resources/ipnamedlocation: so many ranges, no wider than this. */
const mostRanges = 2000;
const widest = 8;

interface Range {
  readonly cidrAddress?: unknown;
}

/** Ranges in CIDR notation, or the error. */
export function demandAddresses(ranges: unknown, error: Error): void {
  const fits =
    Array.isArray(ranges) &&
    ranges.length > 0 &&
    ranges.length <= mostRanges &&
    (ranges as readonly Range[]).every(({ cidrAddress }) => {
      const range = parse(cidrAddress);
      return range !== undefined && range.bits > widest;
    });
  if (!fits) throw error;
}

/** Is that address in one of the ranges? */
export function isWithin(ranges: unknown, address: string): boolean {
  const kind = isIP(address);
  if (kind === 0 || !Array.isArray(ranges)) return false;
  const list = new BlockList();
  for (const { cidrAddress } of ranges as readonly Range[]) {
    const range = parse(cidrAddress);
    if (range !== undefined) list.addSubnet(range.network, range.bits, range.type);
  }
  return list.check(address, kind === 6 ? 'ipv6' : 'ipv4');
}

function parse(text: unknown): { network: string; bits: number; type: 'ipv4' | 'ipv6' } | undefined {
  const [, network = '', digits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(String(text)) ?? [];
  const kind = isIP(network);
  const bits = Number(digits);
  if (kind === 0 || bits > (kind === 4 ? 32 : 128)) return undefined;
  return { network, bits, type: kind === 4 ? 'ipv4' : 'ipv6' };
}
