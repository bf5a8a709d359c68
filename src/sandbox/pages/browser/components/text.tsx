import type {
  DescriptionListItemProps,
  DescriptionListProps,
  HeadingProps,
  IconProps,
  ListProps,
  StatusTagProps,
  TagProps,
  TextProps,
  TooltipProps,
} from '@hubspot/ui-extensions';
import { Children } from 'react';

import { classes } from './props.js';

export const Text = ({ variant, inline, format, truncate, children }: TextProps) => {
  const Element = inline === true ? 'span' : 'p';
  return (
    <Element
      className={classes(
        'text',
        variant === 'microcopy' && 'text-micro',
        format?.fontWeight && `weight-${format.fontWeight}`,
        format?.italic === true && 'italic',
        format?.lineDecoration && `line-${format.lineDecoration}`,
        format?.textTransform && `case-${format.textTransform}`,
        truncate !== undefined && truncate !== false && 'truncate',
      )}
    >
      {children}
    </Element>
  );
};

export const Heading = ({ inline, children }: HeadingProps) => (
  <h3 className={classes('heading', inline === true && 'heading-inline')}>{children}</h3>
);

export const Tag = ({ variant = 'default', onClick, children }: TagProps) =>
  onClick === undefined ? (
    <span className={`tag tag-${variant}`}>{children}</span>
  ) : (
    <button type="button" className={`tag tag-${variant}`} onClick={() => (onClick as () => void)()}>
      {children}
    </button>
  );

export const StatusTag = ({ variant = 'default', hollow, children }: StatusTagProps) => (
  <span className={classes('status-tag', `status-${variant}`, hollow === true && 'status-hollow')}>
    <span className="status-dot" aria-hidden="true" />
    <span>{children}</span>
  </span>
);

export const List = ({ variant = 'unordered', children }: ListProps) => {
  const Element = variant.startsWith('ordered') ? 'ol' : 'ul';
  return (
    <Element className={`list list-${variant}`}>
      {Children.map(children, (child) => (
        <li>{child}</li>
      ))}
    </Element>
  );
};

export const DescriptionList = ({ direction = 'column', children }: DescriptionListProps) => (
  <dl className={`description-list description-${direction}`}>{children}</dl>
);

export const DescriptionListItem = ({ label, children }: DescriptionListItemProps) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

export const Icon = ({ screenReaderText, color = 'inherit' }: IconProps) => (
  <span className={`icon icon-${color}`} role="img" aria-label={screenReaderText ?? ''}>
    •
  </span>
);

export const Tooltip = ({ children }: TooltipProps) => <span role="tooltip">{children}</span>;
