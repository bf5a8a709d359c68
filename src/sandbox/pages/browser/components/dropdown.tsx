import type { DropdownButtonItemProps, DropdownProps } from '@hubspot/ui-extensions';
import { createContext, type KeyboardEvent, useContext, useId } from 'react';

import { IconDown } from '../icons.js';
import { callHandler } from './events.js';
import { useOverlay } from './overlay.js';
import { useScope } from './overlay-scope.js';
import { POPOVER, usePopup } from './popup.js';
import { classes, sizeOf } from './props.js';

const CloseMenu = createContext<() => void>(() => undefined);

/** Moves the focus through the items of a menu. */
const moveInMenu = (event: KeyboardEvent<HTMLDivElement>) => {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next: Readonly<Record<string, number>> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  const target = next[event.key];
  if (target === undefined) return;
  event.preventDefault();
  items[target]?.focus();
};

export const Dropdown = (props: DropdownProps) => {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- cards may still use it
  const options = props.options ?? [];
  const { variant = 'secondary', buttonText = 'More', buttonSize, disabled, children } = props;
  const { anchor, popup, isOpen, toggle, close } = usePopup();
  const id = useId();
  const open = () => {
    toggle();
    popup.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={classes('button', `button-${variant}`, `button-${sizeOf(buttonSize, 'md')}`)}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={id}
        disabled={disabled}
        onClick={open}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || isOpen) return;
          event.preventDefault();
          open();
        }}
      >
        {buttonText}
        <IconDown />
      </button>
      <div ref={popup} id={id} role="menu" className="popup menu" {...POPOVER} onKeyDown={moveInMenu}>
        <CloseMenu.Provider value={close}>
          {options.map(({ label, onClick }, index) => (
            <DropdownButtonItem key={index} {...(onClick === undefined ? {} : { onClick })}>
              {label}
            </DropdownButtonItem>
          ))}
          {children}
        </CloseMenu.Provider>
      </div>
    </>
  );
};

export const DropdownButtonItem = ({ onClick, overlay, children }: DropdownButtonItemProps) => {
  const scope = useScope();
  const close = useContext(CloseMenu);
  const { show, wrap } = useOverlay(overlay);
  return wrap(
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className="menu-item"
      onClick={() => {
        close();
        callHandler(onClick, scope);
        show();
      }}
    >
      {children}
    </button>,
  );
};
