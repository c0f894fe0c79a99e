import { mayEnter, rooms } from '../rooms.ts';

/** The table of rooms and the picture of who enters whom, as Markdown. */
export function architectureRooms(): string {
  const names = Object.keys(rooms);
  const table = names.map((name) => {
    const enters = rooms[name]!.enters;
    const who =
      enters.length === 0 ? '–' : enters.map((room) => (room === '*' ? 'all' : `\`${room}\``)).join(', ');
    return `| [\`${name}\`](src/${name}) | ${rooms[name]!.duty} | ${who} |`;
  });
  const arrows = names
    .filter((name) => name !== 'main')
    .flatMap((from) =>
      names.filter((to) => to !== 'kernel' && mayEnter(from, to)).map((to) => `  ${from} --> ${to}`),
    );
  return [
    '',
    '| room | duty | may enter (and `kernel`) |',
    '| --- | --- | --- |',
    ...table,
    '',
    '```mermaid',
    'flowchart TD',
    ...arrows,
    '```',
    '',
  ].join('\n');
}
