import { createHash } from 'node:crypto';

import { type ZippedFile, zip } from './zip.ts';

export interface WheelToMake {
  readonly name: string;
  readonly version?: string;
  readonly tag?: string;
  /** Further lines of METADATA: `Requires-Dist: idna`. */
  readonly metadata?: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** Files that the archive has and its RECORD does not. */
  readonly unrecorded?: readonly ZippedFile[];
  /** Rows that the RECORD has instead, by path. */
  readonly record?: Readonly<Record<string, string>>;
}

/** Writes a wheel as its format asks for it (packaging.python.org, "Binary distribution format"), or nearly. */
export function makeWheel(wheel: WheelToMake): Buffer {
  const { name, version = '1.0.0', tag = 'py3-none-any', metadata = [], files, unrecorded = [] } = wheel;
  const info = `${name.replaceAll('-', '_')}-${version}.dist-info`;
  const contents: Record<string, string> = {
    ...files,
    [`${info}/METADATA`]: [
      'Metadata-Version: 2.1',
      `Name: ${name}`,
      `Version: ${version}`,
      'Summary: Of a test.',
      ...metadata,
      '',
      'A description with a colon: here.',
    ].join('\n'),
    [`${info}/WHEEL`]: `Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: ${tag}\n`,
  };
  const rows = Object.entries(contents).map(
    ([path, content]) =>
      wheel.record?.[path] ??
      `${path},sha256=${createHash('sha256').update(content).digest('base64url')},${Buffer.byteLength(content)}`,
  );
  contents[`${info}/RECORD`] = [...rows, `${info}/RECORD,,`, ''].join('\n');
  const entries = Object.entries(contents).map(([path, content]) => ({ name: path, content }));
  return zip([...entries, ...unrecorded]);
}
