export { blankText } from './blank.ts';
export type { Finder } from './patterns.ts';
export type { RecordRedactor } from './records.ts';
export { type Redactor, type TextStream, createRedactor, isBlankable, shortestSecret } from './redactor.ts';
export { type NumberedRecord, type Screen, type Screened, createScreen } from './screen.ts';
