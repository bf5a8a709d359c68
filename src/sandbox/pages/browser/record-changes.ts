/** Tells who stands on the page that the record in front has changed. */

const listeners = new Set<() => void>();

/** @returns what ends the listening. */
export const onRecordChanged = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const recordChanged = (): void => {
  for (const listener of [...listeners]) listener();
};
