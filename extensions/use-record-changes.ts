import { useEffect, useRef, useState } from 'react';

/** HubSpot's `onCrmPropertiesUpdate`, as far as it is used here. */
export type OnPropertiesUpdate = (properties: '*', listener: () => void) => void;

/**
 * Counts how often the record's properties have changed while the card stands there: somebody typed another amount, or
 * another card of ours has saved something. Subscribes once; HubSpot knows no way to unsubscribe.
 */
export const useRecordChanges = (onPropertiesUpdate: OnPropertiesUpdate): number => {
  const [changes, setChanges] = useState(0);
  const subscribed = useRef(false);
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    if (!subscribed.current) {
      subscribed.current = true;
      onPropertiesUpdate('*', () => {
        if (!gone.current) setChanges((before) => before + 1);
      });
    }
    return () => {
      gone.current = true;
    };
  }, [onPropertiesUpdate]);
  return changes;
};
