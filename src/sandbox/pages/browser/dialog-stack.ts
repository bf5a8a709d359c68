/** Which dialogs are open, the topmost last: what floats over the page must stand inside it to be seen and reached. */
import { useSyncExternalStore } from 'react';

let open: readonly HTMLDialogElement[] = [];
const listeners = new Set<() => void>();

const change = (next: readonly HTMLDialogElement[]): void => {
  open = next;
  for (const listener of [...listeners]) listener();
};

export const dialogOpened = (dialog: HTMLDialogElement): void => change([...open, dialog]);
export const dialogClosed = (dialog: HTMLDialogElement): void =>
  change(open.filter((each) => each !== dialog));

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useTopDialog = (): HTMLDialogElement | null =>
  useSyncExternalStore(subscribe, () => open.at(-1) ?? null);
