/** The first Ctrl-C or SIGTERM asks for a clean stop; a second one is heard by nobody, so that the stop stays clean. */
export function stopSignal(): Promise<'SIGINT' | 'SIGTERM'> {
  return new Promise((resolve) => {
    process.on('SIGINT', () => resolve('SIGINT'));
    process.on('SIGTERM', () => resolve('SIGTERM'));
  });
}
