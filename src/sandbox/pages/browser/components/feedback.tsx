import type {
  AlertProps,
  EmptyStateProps,
  ErrorStateProps,
  LoadingSpinnerProps,
} from '@hubspot/ui-extensions';

import { DRAWINGS, Picture } from './media.js';
import { classes, sizeOf } from './props.js';

const MARK: Readonly<Record<NonNullable<AlertProps['variant']>, string>> = {
  info: 'M8 7v4M8 4.6v.4',
  tip: 'M8 7v4M8 4.6v.4',
  success: 'M4.8 8.3 7 10.5l4.2-4.8',
  warning: 'M8 4.5v4.2M8 11v.4',
  error: 'M8 4.5v4.2M8 11v.4',
  danger: 'M8 4.5v4.2M8 11v.4',
};

export const Alert = ({ title, variant = 'info', children }: AlertProps) => (
  <div
    className={`alert alert-${variant}`}
    role={variant === 'error' || variant === 'danger' ? 'alert' : 'status'}
  >
    <svg viewBox="0 0 16 16" aria-hidden="true" className="alert-mark">
      <circle cx="8" cy="8" r="7" />
      <path d={MARK[variant]} />
    </svg>
    <div>
      <p className="alert-title">{title}</p>
      {children}
    </div>
  </div>
);

export const LoadingSpinner = ({ label, showLabel, size, layout = 'inline' }: LoadingSpinnerProps) => (
  <div className={classes('loading', layout === 'centered' && 'loading-centered')} role="status">
    <span className={`spinner spinner-${sizeOf(size, 'sm')}`} aria-hidden="true" />
    <span className={showLabel === true ? 'text' : 'visually-hidden'}>{label}</span>
  </div>
);

export const EmptyState = ({ title, layout = 'horizontal', imageWidth = 200, children }: EmptyStateProps) => (
  <div className={`state state-${layout}`}>
    <Picture width={Math.min(imageWidth, 250)} ink={DRAWINGS.people} />
    <div className="state-text">
      {title === undefined ? null : <h3 className="heading">{title}</h3>}
      {children}
    </div>
  </div>
);

export const ErrorState = ({ title, children }: ErrorStateProps) => (
  <div className="state state-vertical" role="alert">
    <Picture width={160} ink={DRAWINGS.cloud} />
    <div className="state-text">
      {title === undefined ? null : <h3 className="heading">{title}</h3>}
      {children}
    </div>
  </div>
);
