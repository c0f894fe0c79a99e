import type { ErrorTable } from './entry.ts';

export const workerErrors = {
  IsolationUnavailable: {
    status: 500,
    message: 'Jobs cannot be isolated on this machine: {reason}',
    remedy:
      'Install bubblewrap (apt-get install bubblewrap) and allow user namespaces: tenantry doctor tries it. Or start with --isolation prefer.',
  },
  HostNotReady: {
    status: 500,
    message: 'A job host did not get ready: {reason}',
    remedy: 'The log of the worker has its output.',
  },
  HostBrokeProtocol: {
    status: 500,
    message: 'The job host wrote a frame that is none ({reason}).',
    remedy: 'A runbook must leave file descriptor 3 alone.',
  },
  HostKeptDying: {
    status: 500,
    message: 'The process of the job was killed {times} times in a row ({reason}).',
    remedy:
      'Look at its peak memory; a runbook that needs more than the limit has to work in smaller portions.',
  },
  HostDied: {
    status: 500,
    message: 'The process of the job ended without a word ({reason}).',
    remedy: 'Look for native crashes and for code that ends the process.',
  },
  CacheTampered: {
    status: 500,
    message: "File '{file}' of '{name}' ({hash}) was changed in the cache of the worker.",
    remedy:
      'A job without a sandbox can do that: look for which one did, and install bubblewrap. The next job gets the file anew.',
  },
  ArtifactDamaged: {
    status: 500,
    message: 'The artifact {hash} arrived with other content (SHA-256 {found}).',
    remedy: 'Publish the runbook again.',
  },
  UnsupportedRunbookType: {
    status: 400,
    message: "This worker cannot run runbooks of type '{type}'.",
    remedy: 'Use one of the types TypeScript, Python3 and PowerShell72.',
  },
  LanguageMissing: {
    status: 400,
    message: 'This worker cannot run {language} runbooks: {reason}.',
    remedy: '{remedy}',
  },
  BuildFailed: {
    status: 500,
    message: 'The build program ended without a result: {reason}',
    remedy: 'Publish again; if it happens again, the log of the worker has its output.',
  },
  BuildTimedOut: {
    status: 500,
    message: 'The build took longer than {seconds} seconds and was ended.',
    remedy: 'Look for top-level code in the runbook that never ends.',
  },
  PackageDamaged: {
    status: 500,
    message: 'The package {hash} arrived with other content (SHA-256 {found}).',
    remedy: 'Upload the module again.',
  },
  PackageRefused: {
    status: 400,
    message: "The package of module '{name}' cannot be unpacked: {reason}.",
    remedy: 'Pack the folder of the module as a .zip, or take the .nupkg of a gallery, and upload it again.',
  },
  ModuleNotInPackage: {
    status: 400,
    message:
      "The package has no {name}.psd1, {name}.psm1 or {name}.dll, neither at its top nor in folders '{name}' or '{name}/<version>'.",
    remedy: 'Give the module the name of its manifest, and pack the folder that holds it.',
  },
  ModuleTestFailed: {
    status: 500,
    message: "The import of module '{name}' ended without a result: {reason}",
    remedy: 'A module must not end the process that loads it.',
  },
  ModuleTestTimedOut: {
    status: 500,
    message: "The import of module '{name}' took longer than {seconds} seconds and was ended.",
    remedy:
      'Look for code in the module that waits for something, the network for instance, when it is loaded.',
  },
  PackagesCollide: {
    status: 409,
    message: "Package '{name}' has the file {file}, which another package of the environment has too.",
    remedy: 'Take one of the two out of the environment.',
  },
  WheelRefused: {
    status: 400,
    message: "The wheel of package '{name}' cannot be used: {reason}.",
    remedy: 'Upload the .whl file as its builder wrote it; a .tar.gz must be built into a wheel first.',
  },
  WheelNotForHere: {
    status: 400,
    message: "The wheel of package '{name}' is for {tags}, and this is {here}.",
    remedy: 'Upload the wheel for this interpreter, or a pure one (py3-none-any).',
  },
  WheelPythonWrong: {
    status: 400,
    message: "Package '{name}' needs Python {wanted}, and the environment runs on {python}.",
    remedy: 'Upload another version of the package, or create the environment for another version of Python.',
  },
  WheelRequirementsMissing: {
    status: 400,
    message: "Package '{name}' needs packages that the environment does not have: {missing}.",
    remedy: 'Add their wheels to the environment.',
  },
  WorkerStopped: {
    status: 503,
    message: 'The worker is stopping.',
  },
} as const satisfies ErrorTable;
