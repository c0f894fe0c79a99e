import type { ErrorTable } from './entry.ts';

/** Hybrid worker groups, and the workers registered in them. */
export const hybridWorkerErrors = {
  WorkerGroupNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Hybrid runbook worker group '{name}' not found.",
    remedy: 'List the groups of the account to see their names.',
  },
  WorkerGroupUnknown: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The account has no hybrid runbook worker group '{name}' to run on.",
    remedy: 'Make the group first, or leave runOn empty: then a worker of this installation runs the job.',
  },
  WorkerSilenceInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'Workers of a group may be silent for {least} to {most} seconds before their jobs go to others.',
    remedy: 'Take less where the network does not break and another worker is there, and more where it does.',
  },
  WorkerTagsMalformed: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{text}' is no place to run on.",
    remedy:
      'Name a group, and after it tags where only some of its workers will do: onprem[site=berlin,rack=2].',
  },
  WorkerTagsFixed: {
    status: 403,
    message: 'The join token fixes the tags of the worker ({fixed}), and it states others: {stated}.',
    remedy:
      'Join without --tag: the token still counts. Or have one made with other tags: tenantry worker token create --group <name> --tag <name>=<value>',
  },
  WorkerTagsTooMany: {
    status: 409,
    wireCode: 'Conflict',
    message: 'Jobs ask for {most} different sets of tags of the group already.',
    remedy: 'Ask for fewer tags, or make groups of their own for what differs with each job.',
  },
  WorkerGroupCredentialMissing: {
    status: 400,
    wireCode: 'BadRequest',
    message: "The account has no credential '{name}'.",
    remedy: 'Make the credential first: the group names it, and does not hold it.',
  },
  WorkerGroupInUse: {
    status: 409,
    wireCode: 'Conflict',
    message: "Jobs wait for the hybrid runbook worker group '{name}'.",
    remedy: 'Stop them, then delete the group.',
  },
  HybridWorkerNotFound: {
    status: 404,
    wireCode: 'NotFound',
    message: "Hybrid runbook worker '{id}' not found in the group '{group}'.",
    remedy: 'List the workers of the group to see their ids.',
  },
  HybridWorkerIdInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: "'{id}' is no id of a hybrid runbook worker.",
    remedy: 'Take any new GUID.',
  },
  HybridWorkerElsewhere: {
    status: 409,
    wireCode: 'Conflict',
    message: "The hybrid runbook worker '{id}' is registered in another group of the account.",
    remedy: 'Move it with POST …/move.',
  },
  JoinTokenLifetimeInvalid: {
    status: 400,
    wireCode: 'BadRequest',
    message: 'A join token is good for 1 to {most} minutes.',
    remedy: 'Make one when the worker is about to join.',
  },
  JoinTokenRefused: {
    status: 401,
    message: 'The join token is wrong, has run out, or was used already.',
    remedy: 'Make a new one with: tenantry worker token create --group <name>',
  },
  WorkerGroupMismatch: {
    status: 400,
    message: "The join token is for another group than '{name}'.",
    remedy: 'Name the group that the token was made for.',
  },
  CertificateRequestInvalid: {
    status: 400,
    message: 'The certificate request cannot be signed: {reason}.',
    remedy: 'It must be signed by its own P-256 key.',
  },
  WorkersCannotJoin: {
    status: 503,
    message: 'Workers of other machines cannot join: this control plane does not listen for them.',
    remedy: 'Start it with --worker-port, and with --worker-host where they come from elsewhere.',
  },
  HybridWorkerRefused: {
    status: 401,
    message:
      'The worker has no certificate that counts: it was revoked, it has run out, or it was made elsewhere.',
    remedy: 'Join the worker again with a new token.',
  },
  RunAsNotPossible: {
    status: 400,
    message:
      "The group '{group}' names the credential '{credential}' to run jobs as, and the worker that took the job does not run as the user '{user}'.",
    remedy:
      'Run every worker of the group as that user, who is not root (tenantry worker install-service --user {user}), or as root on Linux, where jobs then run as that user; or take the credential out of the group: tenantry worker group create {group} --credential ""',
  },
  RunAsUserUnknown: {
    status: 400,
    message:
      "The machine of the worker has no user '{user}' that jobs may run as: none of that name, or it is root.",
    remedy: 'Make the user there, or name another one in the credential of the group.',
  },
  RunAsNotSafe: {
    status: 400,
    message: "No sandbox holds a job that runs as the user '{user}' on the machine of the worker: {reason}.",
    remedy: 'See what tenantry doctor says there; or run the worker itself as that user.',
  },
  RunAsOutOfReach: {
    status: 400,
    message: "The user '{user}' cannot reach the folder of its job: {folder}.",
    remedy:
      'Put the home of the worker where every user may pass, as with --home /var/lib/tenantry; or run the worker itself as that user.',
  },
  RelayRefused: {
    status: 403,
    message: 'The control plane does not lead this worker to {target}.',
    remedy: 'A worker reaches the tenants of the jobs that it has, and while it has one the API.',
  },
  RelayUnreachable: {
    status: 502,
    message: 'The control plane cannot reach {target} itself.',
    remedy: 'See whether it runs: tenantry status',
  },
  RelayBusy: {
    status: 503,
    message: 'The worker has as many tunnels as it may.',
  },
  FingerprintMismatch: {
    status: 500,
    message:
      'The control plane at {url} is not the one that the token is from: no certificate of it has the fingerprint {fingerprint}.',
    remedy: 'Look for what answers there; a proxy that opens TLS must be told to leave this address alone.',
  },
  JoinTokenMalformed: {
    status: 500,
    message: 'The join token is incomplete: it must hold the fingerprint of the control plane.',
    remedy: 'Copy it whole, or give --fingerprint.',
  },
  WorkerAlreadyJoined: {
    status: 500,
    message: "The worker in {home} has joined the group '{group}' already.",
    remedy: 'Join with --replace to make it another one, or take another --home.',
  },
  WorkerNotJoined: {
    status: 500,
    message: 'In {home} no worker has joined a group.',
    remedy: 'Join one with: tenantry worker join <url> --group <name> --token <token>',
  },
  WorkerHomeBroken: {
    status: 500,
    message: 'A worker has joined a group in {home}, and what is kept there of it cannot be read: {reason}',
    remedy:
      'Run as the user who joined it, or put it back from a backup; join --replace makes it another worker.',
  },
  ProxyRefused: {
    status: 502,
    message: 'The proxy {proxy} refused the way to the control plane with status {status}.',
    remedy:
      'It must allow CONNECT to that port; put its user and password into its address if it asks for them.',
  },
  ControlPlaneUnreachable: {
    status: 503,
    message: 'The control plane at {url} cannot be reached: {reason}',
    remedy: 'Only outbound HTTPS to this address is needed; behind a proxy, give --proxy or set HTTPS_PROXY.',
  },
} as const satisfies ErrorTable;
