export { blankText } from './blank.ts';
export type { RecordRedactor } from './records.ts';
export { type Redactor, type TextStream, createRedactor, shortestSecret } from './redactor.ts';
