import type { HeaderActionButtonProps, HeaderActionsProps } from '@hubspot/ui-extensions';
import { createContext, useContext } from 'react';
import { createPortal } from 'react-dom';

import { Button } from './actions.js';

/** The place in the app's header where its actions stand; null on pages without one. */
export const HeaderSlot = createContext<HTMLElement | null>(null);

export const HeaderActions = ({ children }: HeaderActionsProps) => {
  const slot = useContext(HeaderSlot);
  const row = <div className="flex flex-row gap-sm wrap align-center">{children}</div>;
  return slot === null ? row : createPortal(row, slot);
};

export const PrimaryHeaderActionButton = (props: HeaderActionButtonProps) => (
  <Button {...props} variant="primary" size="sm" />
);

export const SecondaryHeaderActionButton = (props: HeaderActionButtonProps) => (
  <Button {...props} variant="secondary" size="sm" />
);
