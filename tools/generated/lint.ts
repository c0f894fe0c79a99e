import { homes, mayEnter, rooms } from '../rooms.ts';

/** oxlint overrides: one a room, from `rooms.json`. */
export function lintRooms(): string {
  const names = Object.keys(rooms);
  const overrides = names.map((room) => ({
    files: [`src/${room}/**/*.ts`],
    excludedFiles: [],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                '#*',
                '#*/**',
                ...names.filter((other) => mayEnter(room, other)).map((other) => `!#${other}`),
              ],
              message: `rooms.json: ${room} may not enter this room, and rooms are entered only through their door.`,
            },
          ],
          paths: Object.entries(homes)
            .filter(([, owners]) => !owners.includes(room))
            .map(([name, owners]) => ({ name, message: `Only ${owners.join(' and ')} may use ${name}.` })),
        },
      ],
    },
  }));
  const withoutEmpty = overrides.map(({ excludedFiles: _none, ...override }) => override);
  // Tests start real processes and look into real databases.
  const tests = {
    files: ['**/*.test.ts', '**/testing/**', 'test/**', 'bench/**', 'tools/**'],
    rules: { 'no-restricted-imports': 'off' },
  };
  return `${JSON.stringify({ overrides: [...withoutEmpty, tests] }, null, 2)}\n`;
}
