export {
  type HostFrame,
  type StepRecord,
  type StreamType,
  type WorkerFrame,
  hostFrame,
  maxFrameBytes,
  protocolVersion,
  streamTypes,
  workerFrame,
} from './frames.ts';
