import { delay, monotonicNow } from '#kernel';

import { type Workshop, artifactOf, texts } from '../workshop.ts';
import type { Attempt } from './attempt.ts';
import { type Numbered, powershellProgram, pythonProgram, typescriptBody } from './preludes.ts';
import { type Scene, openScene } from './scene.ts';

export const escapeLanguages = {
  TypeScript: 'TypeScript',
  PowerShell: 'PowerShell72',
  Python: 'Python3',
} as const;
export type EscapeLanguage = keyof typeof escapeLanguages;

/** What came of one attempt. */
export interface Outcome {
  readonly worked: boolean;
  /** What the job said of it. */
  readonly answer: string;
}

/** Tries the attempts as two jobs of a worker, one after the other, in a scene of their own. */
export async function tryOut(
  workshop: Workshop,
  language: EscapeLanguage,
  attempts: readonly Attempt[],
  runAs?: string,
): Promise<ReadonlyMap<Attempt, Outcome>> {
  const scene = await openScene(workshop.directory);
  try {
    const numbered: Numbered = attempts.map((attempt, number) => [number, attempt]);
    const told = new Map<number, { readonly told?: string; readonly refused?: string }>();
    for (const round of [false, true]) {
      const some = numbered.filter(([, { later = false }]) => later === round);
      for (const answer of await run(workshop, language, some, scene, runAs)) told.set(answer.number, answer);
    }
    const held = workshop.worker.isolation.boundary !== 'process';
    const outcomes = new Map<Attempt, Outcome>();
    for (const [number, attempt] of numbered) {
      const { told: text, refused } = told.get(number) ?? {};
      outcomes.set(attempt, {
        worked: await isProven(attempt, text, scene, held),
        answer: refused ?? text?.slice(0, 200) ?? 'no answer',
      });
    }
    return outcomes;
  } finally {
    scene.close();
  }
}

interface Answer {
  readonly number: number;
  readonly told?: string;
  readonly refused?: string;
}

const built = new Map<string, Promise<string>>();

/** The same program is tried outside and inside. */
function builtOnce(body: string): Promise<string> {
  const known = built.get(body) ?? artifactOf(body, '{ facts: z.string() }');
  built.set(body, known);
  return known;
}

async function run(
  { link }: Workshop,
  language: EscapeLanguage,
  attempts: Numbered,
  { facts }: Scene,
  runAs?: string,
): Promise<Answer[]> {
  const artifact =
    language === 'TypeScript'
      ? await builtOnce(typescriptBody(attempts))
      : language === 'Python'
        ? pythonProgram(attempts, facts)
        : powershellProgram(attempts, facts);
  const parameters = language === 'TypeScript' ? { facts: JSON.stringify(facts) } : {};
  const id = link.start(artifact, parameters, {
    ...(runAs !== undefined && { runAs }),
    runbook: {
      name: 'escape',
      type: escapeLanguages[language],
      artifactHash: link.publish(artifact),
    },
  });
  const end = await link.end(id);
  const answers = texts(link, id).flatMap((line) => {
    try {
      return [JSON.parse(line) as Answer];
    } catch {
      return [];
    }
  });
  if (answers.length === 0)
    throw new Error(
      `the ${language} job told nothing: ${JSON.stringify(end)} ${texts(link, id, 'Error').join('\n')}`,
    );
  return answers;
}

const patience = 5_000;

async function isProven(
  { proof }: Attempt,
  told: string | undefined,
  scene: Scene,
  held: boolean,
): Promise<boolean> {
  if ('told' in proof) {
    const expected = proof.told(scene);
    if (told === undefined) return false;
    return typeof expected === 'string' ? told.includes(expected) : expected.test(told);
  }
  // What is ended with its job takes a moment to go.
  const late = monotonicNow() + patience;
  while (held && proof.seen(scene) && monotonicNow() < late) await delay(25);
  return proof.seen(scene);
}
