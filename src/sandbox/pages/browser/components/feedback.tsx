import type {
  AlertProps,
  EmptyStateProps,
  ErrorStateProps,
  LoadingSpinnerProps,
} from '@hubspot/ui-extensions';

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

const Picture = ({ width, path }: { readonly width: number; readonly path: string }) => (
  <svg viewBox="0 0 120 80" style={{ width }} aria-hidden="true" className="illustration">
    <ellipse cx="60" cy="70" rx="46" ry="6" className="shade" />
    <rect x="22" y="14" width="76" height="48" rx="6" className="paper" />
    <path d={path} className="ink" />
  </svg>
);

const HANDSHAKE = 'M34 30h24M34 38h16M34 46h20M72 30a8 8 0 1 0 .1 0M62 52c2-7 18-7 20 0';
const CLOUD = 'M44 50h32a9 9 0 0 0 1-18 13 13 0 0 0-25-2 10 10 0 0 0-8 20zM60 37v6M60 46.6v.4';

export const EmptyState = ({ title, layout = 'horizontal', imageWidth = 200, children }: EmptyStateProps) => (
  <div className={`state state-${layout}`}>
    <Picture width={Math.min(imageWidth, 250)} path={HANDSHAKE} />
    <div className="state-text">
      {title === undefined ? null : <h3 className="heading">{title}</h3>}
      {children}
    </div>
  </div>
);

export const ErrorState = ({ title, children }: ErrorStateProps) => (
  <div className="state state-vertical" role="alert">
    <Picture width={160} path={CLOUD} />
    <div className="state-text">
      {title === undefined ? null : <h3 className="heading">{title}</h3>}
      {children}
    </div>
  </div>
);
