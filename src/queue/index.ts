export {
  type Claimed,
  type GroupTopic,
  type Queue,
  type Topic,
  createQueue,
  groupHeartbeatSeconds,
  jobTopic,
} from './queue.ts';
