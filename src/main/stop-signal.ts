/** The first Ctrl-C asks for a clean stop; a second one is heard by nobody, so that the stop stays clean. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGINT', () => resolve());
    process.on('SIGTERM', () => resolve());
  });
}
