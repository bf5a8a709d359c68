import type { ButtonProps, ButtonRowProps, LinkProps, LoadingButtonProps } from '@hubspot/ui-extensions';
import { type ReactNode, useEffect, useRef } from 'react';

import { IconExternal } from '../icons.js';
import { addressOf, callHandler, linkAttributes } from './events.js';
import { Icon } from './icon.js';
import { useOverlay } from './overlay.js';
import { useScope } from './overlay-scope.js';
import { classes, sizeOf } from './props.js';

const Label = ({ truncate, children }: { readonly truncate: boolean; readonly children: ReactNode }) =>
  truncate ? <span className="truncate">{children}</span> : <>{children}</>;

export const Button = (props: ButtonProps) => {
  const { variant = 'secondary', size, disabled, type, href, onClick, overlay, truncate, children } = props;
  const scope = useScope();
  const { show, wrap } = useOverlay(overlay);
  const className = classes('button', `button-${variant}`, `button-${sizeOf(size, 'md')}`);
  const press = () => {
    callHandler(onClick, scope);
    show();
  };
  const address = addressOf(href);
  const label = <Label truncate={truncate === true}>{children}</Label>;
  if (address !== undefined && disabled !== true) {
    return wrap(
      <a className={className} {...linkAttributes(address)} onClick={press}>
        {label}
        {address.external ? <IconExternal /> : null}
      </a>,
    );
  }
  return wrap(
    <button type={type ?? 'button'} className={className} disabled={disabled} onClick={press}>
      {label}
    </button>,
  );
};

/** Spins while it loads, then shows for a moment that it is done. */
export const LoadingButton = (props: LoadingButtonProps) => {
  const { loading = false, disabled, overlayOptions, overlay, resultIconName = 'success', children } = props;
  const scope = useScope();
  const { show, wrap } = useOverlay(overlay);
  const wasLoading = useRef(loading);
  const finished = wasLoading.current && !loading;
  const late = overlayOptions?.openBehavior === 'onLoadingFinish';
  useEffect(() => {
    if (wasLoading.current && !loading && late) show();
    wasLoading.current = loading;
    // Only the loading counts: opening is told once, at the end of the loading.
  }, [loading]);
  const { variant = 'secondary', size, type } = props;
  return wrap(
    <button
      type={type ?? 'button'}
      className={classes('button', `button-${variant}`, `button-${sizeOf(size, 'md')}`)}
      disabled={disabled}
      // A disabled button would drop the focus of whoever pressed it.
      aria-disabled={loading || undefined}
      aria-busy={loading || undefined}
      onClick={(event) => {
        if (loading) {
          event.preventDefault();
          return;
        }
        callHandler(props.onClick, scope);
        if (!late) show();
      }}
    >
      {loading ? <span className="spinner spinner-xs" aria-hidden="true" /> : null}
      {finished ? <Icon name={resultIconName} size="sm" /> : null}
      {children}
    </button>,
  );
};

export const ButtonRow = ({ children }: ButtonRowProps) => (
  <div className="flex flex-row gap-sm wrap align-center">{children}</div>
);

export const Link = ({
  href,
  variant = 'primary',
  onClick,
  overlay,
  preventDefault,
  children,
}: LinkProps) => {
  const scope = useScope();
  const { show, wrap } = useOverlay(overlay);
  const address = addressOf(href) ?? { url: '', external: false };
  // HubSpot's cards open overlays from links that lead nowhere; those are buttons to a keyboard.
  const leads = address.url !== '' && address.url !== '#';
  const className = `link link-${variant}`;
  const press = () => {
    callHandler(onClick, scope);
    show();
  };
  if (!leads) {
    return wrap(
      <button type="button" className={className} onClick={press}>
        {children}
      </button>,
    );
  }
  return wrap(
    <a
      className={className}
      {...linkAttributes(address)}
      onClick={(event) => {
        if (preventDefault === true) event.preventDefault();
        press();
      }}
    >
      {children}
      {address.external ? <IconExternal /> : null}
    </a>,
  );
};
