import type { ButtonProps, ButtonRowProps, LinkProps, LoadingButtonProps } from '@hubspot/ui-extensions';
import type { CrmActionLinkProps } from '@hubspot/ui-extensions/crm';

import { classes, sizeOf } from './props.js';

/** Handlers run in the worker; HubSpot hands them an event of its own, which ours stands in for. */
const call = (handler: unknown): void => {
  if (typeof handler === 'function') (handler as (event: unknown) => void)({ type: 'click', bubbles: false });
};

const addressOf = (href: LinkProps['href'] | undefined): string | undefined =>
  typeof href === 'object' ? href.url : href;

export const Button = ({
  variant = 'secondary',
  size,
  disabled,
  type,
  href,
  onClick,
  children,
}: ButtonProps) => {
  const className = classes('button', `button-${variant}`, `button-${sizeOf(size, 'md')}`);
  const address = addressOf(href);
  if (address !== undefined) {
    return (
      <a className={className} href={address} onClick={() => call(onClick)}>
        {children}
      </a>
    );
  }
  return (
    <button type={type ?? 'button'} className={className} disabled={disabled} onClick={() => call(onClick)}>
      {children}
    </button>
  );
};

export const LoadingButton = ({ loading, disabled, children, ...rest }: LoadingButtonProps) => (
  <Button {...rest} disabled={disabled === true || loading === true}>
    {loading === true ? <span className="spinner spinner-xs" aria-hidden="true" /> : null}
    {children}
  </Button>
);

export const ButtonRow = ({ children }: ButtonRowProps) => (
  <div className="flex flex-row gap-sm wrap">{children}</div>
);

export const Link = ({ href, variant = 'primary', onClick, children }: LinkProps) => (
  <a className={`link link-${variant}`} href={addressOf(href)} onClick={() => call(onClick)}>
    {children}
  </a>
);

const RECORD_PAGES: ReadonlyMap<string, string> = new Map([
  ['0-2', '/record/companies/'],
  ['0-3', '/record/deals/'],
]);

/** HubSpot opens a preview beside the record; here the link leads to the record's own page. */
export const CrmActionLink = ({ actionType, actionContext, children }: CrmActionLinkProps) => {
  const { objectTypeId, objectId } = actionContext as { objectTypeId?: string; objectId?: number };
  const page = RECORD_PAGES.get(objectTypeId ?? '');
  if (page === undefined || objectId === undefined) {
    return <span className="not-emulated">not emulated: {actionType}</span>;
  }
  return (
    <a className="link link-primary" href={`${page}${objectId}`}>
      {children}
    </a>
  );
};
