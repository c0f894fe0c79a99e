/**
 * A token bucket: it holds as much as the limit grants in its window and fills evenly. "Only the requests exceeding the
 * limits are throttled." Source: learn.microsoft.com/graph/throttling-limits#pattern.
 */
export class Bucket {
  #used = 0;
  #at: number;
  /** What was asked in the window that began last and in the one before, refused or not. */
  #asked: [before: number, now: number] = [0, 0];
  #windowBegan: number;
  refusals = 0;

  constructor(now: number) {
    this.#at = now;
    this.#windowBegan = now;
  }

  /** How much is used up at this time. */
  used(now: number, most: number, seconds: number): number {
    if (now !== this.#at) {
      this.#used = Math.max(0, this.#used - (Math.max(0, now - this.#at) * most) / (seconds * 1000));
      this.#at = now;
    }
    return this.#used;
  }

  take(cost: number): void {
    this.#used += cost;
  }

  /** Never deeper in debt than one window. */
  takeThoughRefused(cost: number, most: number): void {
    this.#used = Math.min(2 * most, this.#used + cost);
  }

  ask(now: number, cost: number, seconds: number): void {
    const window = seconds * 1000;
    const passed = Math.floor((now - this.#windowBegan) / window);
    if (passed !== 0) {
      this.#asked = [passed === 1 ? this.#asked[1] : 0, 0];
      this.#windowBegan += passed * window;
    }
    this.#asked[1] += cost;
  }

  /** What was asked within the last window, as a part of what it grants. */
  demand(now: number, most: number, seconds: number): number {
    const part = Math.min(1, Math.max(0, (now - this.#windowBegan) / (seconds * 1000)));
    return (this.#asked[0] * (1 - part) + this.#asked[1]) / most;
  }
}
