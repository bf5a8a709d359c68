/** Messages that float over the page, as HubSpot shows an `addAlert`. */
import { useSyncExternalStore } from 'react';

import type { AlertMessage } from './wire.js';

export interface Toast extends AlertMessage {
  readonly id: number;
}

/** A success is read in passing; what went wrong stays until it is closed. */
const STAY_MS = 9000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

const change = (next: readonly Toast[]): void => {
  toasts = next;
  for (const listener of [...listeners]) listener();
};

export const closeToast = (id: number): void => change(toasts.filter((toast) => toast.id !== id));

/** Shows a message. */
export const addToast = (alert: AlertMessage): void => {
  lastId += 1;
  const id = lastId;
  change([...toasts, { ...alert, id }]);
  if (alert.type === 'danger' || alert.type === 'warning') return;
  setTimeout(() => closeToast(id), STAY_MS);
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useToasts = (): readonly Toast[] => useSyncExternalStore(subscribe, () => toasts);
