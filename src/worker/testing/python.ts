import { findInterpreter } from '../hosts/languages/python-interpreter.ts';

const found = await findInterpreter();

/** Of tests that need Python: told in the name of their group, so that nobody takes a skipped test for one that passed. */
export const withoutPython = 'reason' in found;
export const pythonGroup =
  'reason' in found ? `skipped: no Python here (${found.reason})` : `with Python ${found.version}`;
