import type { Platform } from '../hosts/languages/language.ts';

/** glibc that the older names of manylinux stand for (PEP 513, 571, 599). */
const oldNames: Readonly<Record<string, readonly [number, number]>> = {
  manylinux1: [2, 5],
  manylinux2010: [2, 12],
  manylinux2014: [2, 17],
};

/**
 * Whether a wheel of this tag (PEP 425: `cp311-cp311-manylinux_2_17_x86_64`, `py2.py3-none-any`) runs on CPython of this
 * version on this Linux.
 */
export function isTagFor(tag: string, version: string, platform: Platform): boolean {
  const [pythons = '', abis = '', platforms = ''] = tag.split('-');
  return pythons
    .split('.')
    .some((python) =>
      abis
        .split('.')
        .some(
          (abi) =>
            isInterpreter(python, abi, version, platform) &&
            platforms.split('.').some((each) => isPlatform(each, platform)),
        ),
    );
}

function isInterpreter(python: string, abi: string, version: string, { markers }: Platform): boolean {
  const own = Number(version.split('.')[1]);
  const [, kind, minorText] = /^(py|cp)3(\d*)$/.exec(python) ?? [];
  if (kind === undefined) return false;
  const minor = minorText === '' ? undefined : Number(minorText);
  if (kind === 'py') return abi === 'none' && (minor === undefined || minor <= own);
  if (markers['implementation_name'] !== 'cpython' || minor === undefined) return false;
  if (abi === 'abi3') return minor <= own;
  return minor === own && (abi === 'none' || abi === python);
}

function isPlatform(tag: string, { machine, libc }: Platform): boolean {
  if (tag === 'any' || tag === `linux_${machine}`) return true;
  const [family = '', number = ''] = libc.split(' ');
  const [major = 0, minor = 0] = number.split('.').map(Number);
  const [, name, first, second, arch] =
    /^(manylinux|musllinux|manylinux1|manylinux2010|manylinux2014)(?:_(\d+)_(\d+))?_(.+)$/.exec(tag) ?? [];
  if (name === undefined || arch !== machine) return false;
  if ((name === 'musllinux' ? 'musl' : 'glibc') !== family) return false;
  const [wantedMajor, wantedMinor] = oldNames[name] ?? [Number(first), Number(second)];
  return major === wantedMajor && minor >= wantedMinor;
}
