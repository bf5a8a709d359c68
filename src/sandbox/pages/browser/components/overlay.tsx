import { type ReactNode, useMemo, useState } from 'react';

import { OpenerContext } from './overlay-scope.js';

/**
 * The `overlay` of a button, link, tag or image: a modal or a panel opens on click, a tooltip shows on hover and focus.
 * @returns what opens it, and what wraps the element that it belongs to.
 */
export const useOverlay = (overlay: ReactNode) => {
  const [isOpen, setOpen] = useState(false);
  const opener = useMemo(() => ({ isOpen, setOpen }), [isOpen]);
  const wrap = (element: ReactNode): ReactNode =>
    overlay === undefined || overlay === null ? (
      element
    ) : (
      <span className="with-overlay">
        {element}
        <OpenerContext.Provider value={opener}>{overlay}</OpenerContext.Provider>
      </span>
    );
  return { show: () => setOpen(true), wrap };
};
