import type {
  CrmActionButtonProps,
  CrmActionLinkProps,
  CrmCardActionsProps,
} from '@hubspot/ui-extensions/crm';

import { IconExternal } from '../icons.js';
import { type Address, linkAttributes, recordAddress } from './events.js';
import { classes, sizeOf } from './props.js';

interface Action {
  readonly actionType: CrmActionLinkProps['actionType'];
  readonly actionContext: object;
}

interface AnyContext {
  readonly objectTypeId?: string;
  readonly objectId?: number | string;
  readonly href?: string;
  readonly external?: boolean;
}

/**
 * Where an action leads. HubSpot opens a preview beside the record; here it is the record's own page.
 * @returns undefined for actions that the sandbox has no page for.
 */
const leadsTo = ({ actionType, actionContext }: Action): Address | undefined => {
  const { objectTypeId = '', objectId, href, external = false } = actionContext as AnyContext;
  if (actionType === 'EXTERNAL_URL' && href !== undefined) return { url: href, external: true };
  if (actionType !== 'PREVIEW_OBJECT' && actionType !== 'RECORD_APP_LINK') return undefined;
  const url = objectId === undefined ? undefined : recordAddress(objectTypeId, objectId);
  return url === undefined ? undefined : { url, external };
};

const Missing = ({ what }: { readonly what: string }) => (
  <span className="not-emulated">not emulated: {what}</span>
);

export const CrmActionLink = (props: CrmActionLinkProps) => {
  const { variant = 'primary', onClick, children } = props;
  const address = leadsTo(props);
  if (address === undefined) {
    return (
      <>
        {children} <Missing what={props.actionType} />
      </>
    );
  }
  return (
    <a className={`link link-${variant}`} {...linkAttributes(address)} onClick={() => onClick?.()}>
      {children}
      {address.external ? <IconExternal /> : null}
    </a>
  );
};

export const CrmActionButton = (props: CrmActionButtonProps) => {
  const { variant = 'secondary', size, disabled, onClick, children } = props;
  const address = leadsTo(props);
  const className = classes('button', `button-${variant}`, `button-${sizeOf(size, 'md')}`);
  if (address === undefined || disabled === true) {
    return (
      <>
        <button type="button" className={className} disabled>
          {children}
        </button>
        {address === undefined ? <Missing what={props.actionType} /> : null}
      </>
    );
  }
  return (
    <a className={className} {...linkAttributes(address)} onClick={() => onClick?.()}>
      {children}
      {address.external ? <IconExternal /> : null}
    </a>
  );
};

export const CrmCardActions = ({ actionConfigs }: CrmCardActionsProps) => (
  <div className="flex flex-row gap-sm wrap">
    {actionConfigs
      .flatMap((config) => (config.type === 'dropdown' ? config.options : [config]))
      .map((config, index) => (
        <CrmActionButton
          key={index}
          actionType={config.actionType}
          actionContext={config.actionContext}
          size="sm"
          {...(config.disabled === undefined ? {} : { disabled: config.disabled })}
        >
          {config.label ?? config.actionType}
        </CrmActionButton>
      ))}
  </div>
);
