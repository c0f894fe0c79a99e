/**
 * Many who follow one job wake together and want the same rows: they are read once. What was asked for before a piece of news
 * is no answer after it, since the database may have been looked at already.
 */
export interface SharedReads {
  /** To be called with each notification, by whoever listens. */
  news(): void;
  /** The answer to a question that was asked since the last news and is still under way, or a new one. */
  read<Answer>(question: string, ask: () => Promise<Answer>): Promise<Answer>;
}

export function createSharedReads(): SharedReads {
  const asked = new Map<string, Promise<unknown>>();
  return {
    news: () => asked.clear(),
    read<Answer>(question: string, ask: () => Promise<Answer>): Promise<Answer> {
      const under = asked.get(question);
      if (under !== undefined) return under as Promise<Answer>;
      const answer = ask();
      asked.set(question, answer);
      const forget = (): void => {
        if (asked.get(question) === answer) asked.delete(question);
      };
      answer.then(forget, forget);
      return answer;
    },
  };
}
