/** Which modals and panels a card has, by their ids, so that the card can close them (`actions.closeOverlay`). */
import { createContext, useContext } from 'react';

interface Handle {
  readonly open: () => void;
  readonly close: () => void;
}

export interface OverlayScope {
  readonly add: (id: string, handle: Handle) => () => void;
  readonly open: (id: string) => void;
  readonly close: (id: string) => void;
}

/** One for each running card. */
export const createOverlayScope = (): OverlayScope => {
  const handles = new Map<string, Handle>();
  return {
    add: (id, handle) => {
      handles.set(id, handle);
      return () => {
        if (handles.get(id) === handle) handles.delete(id);
      };
    },
    open: (id) => handles.get(id)?.open(),
    close: (id) => handles.get(id)?.close(),
  };
};

export const ScopeContext = createContext<OverlayScope>(createOverlayScope());
export const useScope = (): OverlayScope => useContext(ScopeContext);

/** What opens an overlay: the button that has it as its `overlay`. Null where an overlay stands on its own. */
export interface OverlayOpener {
  readonly isOpen: boolean;
  readonly setOpen: (open: boolean) => void;
}

export const OpenerContext = createContext<OverlayOpener | null>(null);
