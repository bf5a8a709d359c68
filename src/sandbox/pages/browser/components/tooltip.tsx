import type { TooltipProps } from '@hubspot/ui-extensions';
import { useEffect, useId, useRef } from 'react';

import { HINT, placeBeside } from './popup.js';

/** A hint that shows while its element is pointed at or has the focus. It stands in the `overlay` of that element. */
export const Tooltip = ({ placement = 'top', children }: TooltipProps) => {
  const hint = useRef<HTMLSpanElement>(null);
  const id = useId();
  useEffect(() => {
    const popup = hint.current;
    const anchor = popup?.closest<HTMLElement>('.with-overlay') ?? null;
    if (popup === null || anchor === null) return undefined;
    anchor.firstElementChild?.setAttribute('aria-describedby', id);
    const show = () => {
      if (popup.matches(':popover-open')) return;
      popup.showPopover();
      placeBeside(anchor, popup, placement);
    };
    const hide = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
      if (popup.matches(':popover-open')) popup.hidePopover();
    };
    const ways = [
      ['mouseenter', show],
      ['focusin', show],
      ['mouseleave', hide],
      ['focusout', hide],
      ['keydown', hide],
    ] as const;
    for (const [type, listener] of ways) anchor.addEventListener(type, listener);
    return () => {
      for (const [type, listener] of ways) anchor.removeEventListener(type, listener);
    };
  }, [id, placement]);
  return (
    <span ref={hint} id={id} role="tooltip" className="tooltip" {...HINT}>
      {children}
    </span>
  );
};

/** The question mark beside a field's label, with its hint. */
export const Hint = ({ text }: { readonly text: string }) => (
  <span className="with-overlay">
    <button type="button" className="hint" aria-label={text}>
      ?
    </button>
    <Tooltip>{text}</Tooltip>
  </span>
);
