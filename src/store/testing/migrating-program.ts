import { silentLogger } from '#kernel';

import { migrate, openDatabase } from '../index.ts';

/** A process of its own that migrates: so that it can be killed in the middle. */
const [connection = '', folder = ''] = process.argv.slice(2);
await migrate(openDatabase({ connection: JSON.parse(connection), logger: silentLogger }), folder);
process.exit(0);
