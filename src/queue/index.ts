export { type Claimed, type Queue, type Topic, createQueue } from './queue.ts';
