/** Menus and hints that stand over everything else, beside what they belong to (the browser's own popovers). */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

const GAP = 4;
const EDGE = 8;

type Side = 'top' | 'bottom' | 'left' | 'right';

/** Puts a shown popup beside its anchor, and inside the window. */
export const placeBeside = (anchor: HTMLElement, popup: HTMLElement, side: Side): void => {
  const from = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popup;
  const middle = from.left + (from.width - width) / 2;
  const spots: Readonly<Record<Side, readonly [number, number]>> = {
    bottom: [from.left, from.bottom + GAP],
    top: [middle, from.top - height - GAP],
    left: [from.left - width - GAP, from.top + (from.height - height) / 2],
    right: [from.right + GAP, from.top + (from.height - height) / 2],
  };
  let [left, top] = spots[side];
  if (side === 'bottom' && top + height > window.innerHeight - EDGE && from.top > height + GAP) {
    top = from.top - height - GAP;
  }
  left = Math.max(EDGE, Math.min(left, window.innerWidth - width - EDGE));
  top = Math.max(EDGE, Math.min(top, window.innerHeight - EDGE - Math.min(height, window.innerHeight)));
  popup.style.left = `${left}px`;
  popup.style.top = `${top}px`;
};

/** React 18 has no type for this attribute; the browser closes such a popup on Escape and on a click elsewhere. */
export const POPOVER = { popover: 'auto' } as object;
/** One that other popups leave open. */
export const HINT = { popover: 'manual' } as object;

export interface Popup {
  readonly anchor: RefObject<HTMLButtonElement>;
  readonly popup: RefObject<HTMLDivElement>;
  readonly isOpen: boolean;
  readonly toggle: () => void;
  readonly close: () => void;
}

/** A popup under a button. */
export const usePopup = (): Popup => {
  const anchor = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const element = popup.current;
    if (element === null) return undefined;
    const toggled = (event: Event) => setOpen((event as ToggleEvent).newState === 'open');
    element.addEventListener('toggle', toggled);
    return () => element.removeEventListener('toggle', toggled);
  }, []);
  const close = useCallback(() => popup.current?.hidePopover(), []);
  const toggle = useCallback(() => {
    const [button, element] = [anchor.current, popup.current];
    if (button === null || element === null) return;
    if (element.matches(':popover-open')) {
      element.hidePopover();
      return;
    }
    element.style.minWidth = `${button.offsetWidth}px`;
    element.showPopover();
    placeBeside(button, element, 'bottom');
  }, []);
  useEffect(() => {
    if (!isOpen) return undefined;
    // A popup does not move with what it belongs to, so it goes when that moves; its own list may scroll.
    const moved = (event: Event) => {
      if (event.target instanceof Node && popup.current?.contains(event.target) === true) return;
      close();
    };
    window.addEventListener('scroll', moved, true);
    window.addEventListener('resize', moved);
    return () => {
      window.removeEventListener('scroll', moved, true);
      window.removeEventListener('resize', moved);
    };
  }, [isOpen, close]);
  return { anchor, popup, isOpen, toggle, close };
};
