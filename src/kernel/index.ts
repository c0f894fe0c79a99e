export { type Clock, delay, isoTime, manualClock, monotonicNow, parseIsoTime, systemClock } from './clock.ts';
export {
  type ErrorCode,
  type ErrorEntry,
  type ErrorTable,
  type ErrorValues,
  TenantryError,
  errorTables,
  isProblem,
  problem,
} from './errors/index.ts';
export { type Lifespan, isGood } from './lifespan.ts';
export {
  type LogFields,
  type LogLevel,
  type Logger,
  createLogger,
  logLevelOf,
  silentLogger,
} from './logger.ts';
export { type Labels, type Meter, createMeter } from './meter.ts';
export { type MetricEntry, type MetricName, metricSheet } from './metric-sheet.ts';
export { type TraceContext, newSpanId, nextContext, parseTraceparent, traceparent } from './trace.ts';
export { type Dice, dice, newId, newSecret } from './random.ts';
