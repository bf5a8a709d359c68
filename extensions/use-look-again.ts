import { useCallback, useEffect, useRef, useState } from 'react';

/** When to look whether a sync has published what was changed: after most of a small portal's, and of a larger one's. */
const AFTER_MS = [4_000, 12_000, 40_000] as const;

/**
 * For what moves only with the next sync: after a change, looks a few times whether it has moved.
 * @returns a revision for `useView`, and what to call after a change.
 */
export const useLookAgain = (): { readonly revision: number; readonly lookAgain: () => void } => {
  const [revision, setRevision] = useState(0);
  const timers = useRef<readonly ReturnType<typeof setTimeout>[]>([]);
  const stop = useCallback(() => timers.current.forEach(clearTimeout), []);
  useEffect(() => stop, [stop]);
  const lookAgain = useCallback(() => {
    stop();
    timers.current = AFTER_MS.map((ms) => setTimeout(() => setRevision((before) => before + 1), ms));
  }, [stop]);
  return { revision, lookAgain };
};
