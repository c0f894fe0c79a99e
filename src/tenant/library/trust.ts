import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** How many tenants ask that an authority is trusted: those of one process have the same. */
const trusted = new Map<string, number>();

/**
 * Lets everything in this process that brings no authorities of its own (fetch, https, and the SDKs over them) trust this
 * one too. Returns how to forget it again.
 */
export function trustInProcess(caPem: string): () => void {
  const count = trusted.get(caPem) ?? 0;
  trusted.set(caPem, count + 1);
  if (count === 0) setDefaultCACertificates([...getCACertificates('default'), caPem]);
  let forgotten = false;
  return () => {
    if (forgotten) return;
    forgotten = true;
    const left = (trusted.get(caPem) ?? 1) - 1;
    trusted.set(caPem, left);
    if (left === 0)
      setDefaultCACertificates(getCACertificates('default').filter((each) => each.trim() !== caPem.trim()));
  };
}
