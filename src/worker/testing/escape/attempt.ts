import type { Scene } from './scene.ts';

/** One way out of a job, in every language: the bodies of functions that return what they got, and throw when refused. */
export interface Attempt {
  readonly name: string;
  /** What it would mean for whoever runs the worker. */
  readonly means: string;
  /** With `F`, the facts of the scene, `C`, numbers of system calls, and what `preludes.ts` gives each language. */
  readonly typescript: string;
  readonly powershell: string;
  readonly python: string;
  /** What proves that it worked: what the job told, or what is seen outside of it when it has ended. */
  readonly proof: Told | Seen;
  /** What it takes for it to work even without isolation; without it, it is told and not counted. */
  readonly needs?: Need;
  /** Tried by a second job, after the first has ended. */
  readonly later?: true;
}

/** Something in what it told that it could not know. */
export interface Told {
  readonly told: (scene: Scene) => string | RegExp;
}
export interface Seen {
  readonly seen: (scene: Scene) => boolean;
}

/** In words, with whether this machine has it. */
export interface Need {
  readonly what: string;
  readonly met: () => boolean;
}

export const secret: Told = { told: ({ secret: value }) => value };
