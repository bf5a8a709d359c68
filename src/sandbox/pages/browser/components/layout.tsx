import type {
  AccordionProps,
  AutoGridProps,
  BoxProps,
  CardProps,
  DividerProps,
  FlexProps,
  InlineProps,
  SpacerProps,
  StackProps,
  TileProps,
} from '@hubspot/ui-extensions';
import { useId, useState } from 'react';

import { classes, sizeOf } from './props.js';

export const Flex = ({ direction = 'row', justify, align, alignSelf, gap, wrap, children }: FlexProps) => (
  <div
    className={classes(
      'flex',
      `flex-${direction}`,
      `gap-${sizeOf(gap, 'flush')}`,
      justify && `justify-${justify}`,
      align && `align-${align}`,
      alignSelf && `self-${alignSelf}`,
      (wrap === true || wrap === 'wrap') && 'wrap',
    )}
  >
    {children}
  </div>
);

export const Box = ({ alignSelf, flex, children }: BoxProps) => (
  <div className={classes('box', alignSelf && `self-${alignSelf}`)} style={{ flex }}>
    {children}
  </div>
);

export const Inline = ({ justify, align, gap, children }: InlineProps) => (
  <div
    className={classes(
      'flex flex-row wrap',
      `gap-${sizeOf(gap, 'sm')}`,
      justify && `justify-${justify}`,
      `align-${align ?? 'center'}`,
    )}
  >
    {children}
  </div>
);

export const AutoGrid = ({ columnWidth, gap, flexible, children }: AutoGridProps) => {
  const column = flexible === true ? `minmax(min(${columnWidth}px, 100%), 1fr)` : `${columnWidth}px`;
  return (
    <div
      className={`auto-grid gap-${sizeOf(gap, 'flush')}`}
      style={{ gridTemplateColumns: `repeat(auto-fit, ${column})` }}
    >
      {children}
    </div>
  );
};

export const Tile = ({ compact, flush, children }: TileProps) => (
  <div className={classes('tile', compact === true && 'tile-compact', flush === true && 'tile-flush')}>
    {children}
  </div>
);

export const Divider = ({ size }: DividerProps) => <hr className={`divider divider-${sizeOf(size, 'sm')}`} />;

export const Spacer = ({ size }: SpacerProps) => <div className={`spacer-${sizeOf(size, 'sm')}`} />;

export const Accordion = ({
  title,
  children,
  defaultOpen = false,
  disabled = false,
  open,
  size,
  onClick,
}: AccordionProps) => {
  const [opened, setOpened] = useState(defaultOpen);
  const id = useId();
  const isOpen = open ?? opened;
  const toggle = () => {
    setOpened(!isOpen);
    onClick?.();
  };
  return (
    <div className={`accordion accordion-${sizeOf(size, 'sm')}`}>
      <button
        type="button"
        className="accordion-title"
        aria-expanded={isOpen}
        aria-controls={id}
        disabled={disabled}
        onClick={toggle}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true" className="chevron">
          <path d="M5.5 2.5 11 8l-5.5 5.5" />
        </svg>
        {title}
      </button>
      <div id={id} className="accordion-body" hidden={!isOpen}>
        {isOpen ? children : null}
      </div>
    </div>
  );
};

export const Stack = ({ distance, direction = 'column', justify, align, width, children }: StackProps) => (
  <div
    className={classes(
      'flex',
      `flex-${direction}`,
      `gap-${sizeOf(distance, 'sm')}`,
      justify && `justify-${justify}`,
      align && `align-${align}`,
    )}
    style={{ width }}
  >
    {children}
  </div>
);

export const Card = ({ children }: CardProps) => <div className="tile">{children}</div>;
