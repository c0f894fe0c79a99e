export {
  type AssetKind,
  type HostFrame,
  type StepRecord,
  type StreamType,
  type WorkerFrame,
  assetKinds,
  hostFrame,
  maxFrameBytes,
  protocolVersion,
  streamTypes,
  workerFrame,
} from './frames.ts';
