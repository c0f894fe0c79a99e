/** The last sign of life of a worker is written down so often: what is known of it is so old at most. */
export const seenEverySeconds = 2;
