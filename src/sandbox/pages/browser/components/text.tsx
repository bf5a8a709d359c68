import type {
  DescriptionListItemProps,
  DescriptionListProps,
  HeadingProps,
  ListProps,
  StatusTagProps,
  TagProps,
  TextProps,
} from '@hubspot/ui-extensions';
import { Children } from 'react';

import { IconClose } from '../icons.js';
import { callHandler } from './events.js';
import { useOverlay } from './overlay.js';
import { useScope } from './overlay-scope.js';
import { classes } from './props.js';

export const Text = ({ variant, inline, format, truncate, children }: TextProps) => {
  const Element = inline === true ? 'span' : 'p';
  const cut = typeof truncate === 'object' ? truncate : {};
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
      style={cut.maxWidth === undefined ? undefined : { maxWidth: cut.maxWidth }}
      title={cut.tooltipText}
    >
      {children}
    </Element>
  );
};

export const Heading = ({ inline, children }: HeadingProps) => (
  <h3 className={classes('heading', inline === true && 'heading-inline')}>{children}</h3>
);

export const Tag = ({ variant = 'default', onClick, overlay, inline, children }: TagProps) => {
  const scope = useScope();
  const { show, wrap } = useOverlay(overlay);
  const className = classes('tag', `tag-${variant}`, inline === true && 'tag-inline');
  if (onClick === undefined && (overlay === undefined || overlay === null)) {
    return <span className={className}>{children}</span>;
  }
  return wrap(
    <button
      type="button"
      className={className}
      onClick={() => {
        callHandler(onClick, scope);
        show();
      }}
    >
      {children}
    </button>,
  );
};

export const StatusTag = (props: StatusTagProps) => {
  const { variant = 'default', hollow, onClick, showRemoveIcon, onRemoveClick, children } = props;
  return (
    <span className={classes('status-tag', `status-${variant}`, hollow === true && 'status-hollow')}>
      <span className="status-dot" aria-hidden="true" />
      {onClick === undefined ? (
        <span>{children}</span>
      ) : (
        <button type="button" className="link" onClick={() => onClick()}>
          {children}
        </button>
      )}
      {showRemoveIcon === true ? (
        <button type="button" className="icon-button" aria-label="Remove" onClick={() => onRemoveClick?.()}>
          <IconClose />
        </button>
      ) : null}
    </span>
  );
};

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
